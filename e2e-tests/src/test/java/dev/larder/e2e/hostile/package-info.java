/** Uploads that mean harm, made by a seeded generator. */
package dev.larder.e2e.hostile;
