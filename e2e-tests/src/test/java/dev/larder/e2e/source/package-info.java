/** What is true of the source code of all modules; no server is needed. */
package dev.larder.e2e.source;
