/** A devpi server whose releases go to Larder. */
package dev.larder.e2e.devpi;
