/** The object store. */
package dev.larder.blob.store;
