/** Keeps mirrored files in the object store within their bound. */
package dev.larder.blob.sweep;
