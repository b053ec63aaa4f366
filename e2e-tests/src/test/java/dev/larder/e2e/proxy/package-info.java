/** A real nginx before the server, under a path of its own. */
package dev.larder.e2e.proxy;
