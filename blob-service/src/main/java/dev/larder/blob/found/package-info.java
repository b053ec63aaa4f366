/** What index-service is told of mirrored files. */
package dev.larder.blob.found;
