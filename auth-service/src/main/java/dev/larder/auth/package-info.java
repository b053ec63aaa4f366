/**
 * The service that makes, lists and revokes API tokens. Keycloak is its store; it is on no
 * request's path but the administrator's own, and on the gateway's only while Redis is away.
 */
package dev.larder.auth;
