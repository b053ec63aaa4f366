/** Serves files by their sha256: from the local disk, else from S3, else from the upstream. */
package dev.larder.blob;
