/** Who may what, asked from outside. */
package dev.larder.e2e.access;
