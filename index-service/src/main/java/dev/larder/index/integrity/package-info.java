/** PyPI's integrity API: from a file's name to its provenance. */
package dev.larder.index.integrity;
