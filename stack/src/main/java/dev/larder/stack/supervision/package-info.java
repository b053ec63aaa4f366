/**
 * Starts the parts, keeps them alive, ends them in order, and clears up what a killed stack left.
 */
package dev.larder.stack.supervision;
