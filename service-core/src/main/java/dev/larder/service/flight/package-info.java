/** The same work, asked for by many at once, done once. */
package dev.larder.service.flight;
