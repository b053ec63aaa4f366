/** Which repositories and sources there are. */
package dev.larder.cli.list;
