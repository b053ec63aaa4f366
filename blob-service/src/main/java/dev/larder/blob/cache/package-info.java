/** The local disk cache: bounded, whole files only, nothing half-written after a crash. */
package dev.larder.blob.cache;
