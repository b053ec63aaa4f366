/** Deleting for good what an administrator purged. */
package dev.larder.blob.purge;
