/** How results and messages are written. */
package dev.larder.cli.output;
