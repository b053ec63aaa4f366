/** The commands about what is in a source: packages and their files. */
package dev.larder.cli.content;
