/** Everything about one thing. */
package dev.larder.cli.info;
