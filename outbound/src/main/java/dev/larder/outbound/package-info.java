/**
 * The guard on connections to the outside: an upstream names addresses, and none of them may lead
 * into the network that Larder stands in. Plain Java and OkHttp, no framework.
 */
package dev.larder.outbound;
