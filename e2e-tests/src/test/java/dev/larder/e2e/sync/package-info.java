/** Mirrors that are synchronized whole. */
package dev.larder.e2e.sync;
