/** Scripts that teach shells the words of this command. */
package dev.larder.cli.completion;
