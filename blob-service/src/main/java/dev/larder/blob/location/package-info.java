/** Asking index-service where a file is, and keeping the answers until they change. */
package dev.larder.blob.location;
