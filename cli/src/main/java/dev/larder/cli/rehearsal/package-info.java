/** Lets the command run once for nothing, so that Java starts it quickly ever after. */
package dev.larder.cli.rehearsal;
