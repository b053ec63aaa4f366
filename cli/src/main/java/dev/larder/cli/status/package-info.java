/** What runs and what doesn't. */
package dev.larder.cli.status;
