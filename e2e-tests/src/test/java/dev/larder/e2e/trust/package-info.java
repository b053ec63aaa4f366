/** Clients on another machine, where nothing is trusted for being on localhost. */
package dev.larder.e2e.trust;
