package dev.larder.index.access;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A refusal as RFC 9457 has it.
 *
 * @param title the status's phrase
 * @param detail what was wrong, with what, and what to do, in one line
 */
@Serdeable
public record Problem(String title, int status, String detail) {}
