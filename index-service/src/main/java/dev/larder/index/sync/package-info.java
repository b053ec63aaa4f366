/** What sync-service asks of the catalogue while it syncs a mirror. */
package dev.larder.index.sync;
