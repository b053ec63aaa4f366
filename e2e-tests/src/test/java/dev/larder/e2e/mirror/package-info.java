/** Clients that read all of an index: mirrors, and who keeps what was read. */
package dev.larder.e2e.mirror;
