/** The commands about sources: sets of projects, mirrored or the company's own. */
package dev.larder.cli.source;
