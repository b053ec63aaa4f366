/** What may belong to a file beside its metadata: a signature, provenance. */
package dev.larder.blob.companion;
