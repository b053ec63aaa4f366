/** People: they sign in at Keycloak's pages, publish, and go. */
package dev.larder.e2e.person;
