/** Files from disk into a local source. */
package dev.larder.cli.add;
