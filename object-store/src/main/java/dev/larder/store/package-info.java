/** What the services that keep or read objects share on their way to the store. */
package dev.larder.store;
