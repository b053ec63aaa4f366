/** What upstreams said that was not taken over, or not at once. */
package dev.larder.index.upstream;
