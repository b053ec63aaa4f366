/** A devpi server beside Larder. */
package dev.larder.e2e.devpi;
