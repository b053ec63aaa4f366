/** Reads in the background what pages don't say of projects: their newest releases' metadata. */
package dev.larder.index.describe;
