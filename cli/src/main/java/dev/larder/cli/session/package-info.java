/** What one run of the command works with. */
package dev.larder.cli.session;
