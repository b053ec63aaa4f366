/** The clock that stamps every change. */
package dev.larder.cli.clock;
