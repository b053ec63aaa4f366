/** Signing in as a person, and out. */
package dev.larder.cli.login;
