/** The stack under test. */
package dev.larder.e2e.server;
