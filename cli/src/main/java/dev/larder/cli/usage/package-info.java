/** What is said to who used the command wrongly. */
package dev.larder.cli.usage;
