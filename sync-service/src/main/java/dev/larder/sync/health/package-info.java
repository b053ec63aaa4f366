/** Whether the service works. */
package dev.larder.sync.health;
