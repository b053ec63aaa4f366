/** The {@code larder} command: it speaks the admin API over HTTP and nothing else. */
package dev.larder.cli;
