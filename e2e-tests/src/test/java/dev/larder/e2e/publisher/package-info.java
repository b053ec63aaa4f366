/** Trusted publishing: a CI system's job uploads without a stored secret. */
package dev.larder.e2e.publisher;
