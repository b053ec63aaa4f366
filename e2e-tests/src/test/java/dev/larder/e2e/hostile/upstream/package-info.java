/** An upstream that says anything, and who reads it through Larder. */
package dev.larder.e2e.hostile.upstream;
