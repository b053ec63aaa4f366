/** Synchronizing mirrors with their upstreams. */
package dev.larder.cli.sync;
