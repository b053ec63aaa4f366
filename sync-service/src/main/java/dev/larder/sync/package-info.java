/** Follows the upstreams: asks them what projects they have and what is in them. */
package dev.larder.sync;
