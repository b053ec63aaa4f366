/** Tokens: made once, listed, revoked. */
package dev.larder.cli.token;
