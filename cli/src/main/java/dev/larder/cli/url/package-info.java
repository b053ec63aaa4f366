/** URLs of snapshots. */
package dev.larder.cli.url;
