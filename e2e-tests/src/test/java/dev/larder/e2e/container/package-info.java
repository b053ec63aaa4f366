/** What {@code docker-compose.yml} starts, seen from outside and from its host. */
package dev.larder.e2e.container;
