/**
 * Bringing files in: one download a file, verified before its tail leaves, with or without disk.
 */
package dev.larder.blob.fill;
