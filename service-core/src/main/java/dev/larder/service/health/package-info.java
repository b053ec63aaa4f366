/** Which parts of a service are up. */
package dev.larder.service.health;
