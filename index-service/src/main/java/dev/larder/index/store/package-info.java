/** The object store, as far as it is read. */
package dev.larder.index.store;
