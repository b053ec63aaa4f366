/** Upstreams that are reached by way of a proxy alone. */
package dev.larder.e2e.outside;
