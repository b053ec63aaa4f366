/** How a server is found, how a caller proves who they are, and what comes back. */
package dev.larder.cli.connection;
