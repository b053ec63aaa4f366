/** Small real wheels and source distributions, and one large one. */
package dev.larder.e2e.wheel;
