/** Bringing files in: one flight a file, verified before its tail leaves, with or without disk. */
package dev.larder.blob.fill;
