/** Where mirrored files come from. */
package dev.larder.blob.upstream;
