/**
 * What every Micronaut service does alike: the id of a request, the secret, who asks, refusals,
 * calls of other services and the health. A service that has this on its class path does all of it.
 */
package dev.larder.service.micronaut;
