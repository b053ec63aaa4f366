/**
 * An index of PyPI's size whose projects, pages and files are made from a seed when they are asked
 * for; and what it costs to read all of it.
 */
package dev.larder.e2e.upstream.simulated;
