/**
 * The Python packaging domain: names (PEP 503), versions and specifiers (PEP 440), file names (PEP
 * 427, PEP 625), core metadata and hashes. Plain values without a dependency; text from outside
 * goes in by a {@code parse} that gives an Optional or an outcome, never an exception.
 */
package dev.larder.packaging;
