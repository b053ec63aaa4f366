/** An index like PyPI that does what a test wants, also the wrong thing. */
package dev.larder.e2e.upstream;
