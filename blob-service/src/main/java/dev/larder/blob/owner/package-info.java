/** Whose bytes they are, and what proves it. */
package dev.larder.blob.owner;
