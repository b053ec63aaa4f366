/** What changed, by whom. */
package dev.larder.cli.log;
