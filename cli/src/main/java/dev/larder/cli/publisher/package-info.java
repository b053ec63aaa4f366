/** Trusted publishers: CI systems' jobs that upload without a stored secret. */
package dev.larder.cli.publisher;
