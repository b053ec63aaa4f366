/** Which parts are up. */
package dev.larder.blob.health;
