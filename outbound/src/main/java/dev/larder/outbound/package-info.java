/**
 * Connections to the outside. The guard: an upstream names addresses, and none of them may lead
 * into the network that Larder stands in. Whom they trust, and what they show. What is tried again,
 * and when a host is left alone. Plain Java and OkHttp, no framework.
 */
package dev.larder.outbound;
