/**
 * How the services tell each other facts: stream names, event records, and the loops that send and
 * follow them on Redis. Plain Java and Lettuce, no framework; works with Lettuce 6.8 and 7.
 */
package dev.larder.messaging;
