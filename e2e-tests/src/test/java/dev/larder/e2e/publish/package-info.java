/**
 * Every client that uploads, with every way that it has to be told who does, and what it says of
 * each outcome.
 */
package dev.larder.e2e.publish;
