/** People: made, changed, listed, deleted. */
package dev.larder.cli.person;
