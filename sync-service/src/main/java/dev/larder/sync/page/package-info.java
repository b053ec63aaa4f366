/** Reads project pages of the simple API, as JSON (PEP 691) and as HTML (PEP 503), old and odd. */
package dev.larder.sync.page;
