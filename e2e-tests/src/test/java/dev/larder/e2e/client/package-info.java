/** The real clients, each version in a virtual environment of its own. */
package dev.larder.e2e.client;
