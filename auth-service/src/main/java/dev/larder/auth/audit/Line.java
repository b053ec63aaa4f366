package dev.larder.auth.audit;

/**
 * A line of the log about what was done here; never with a secret in it.
 *
 * @param action as {@code create-token}
 * @param subject the guid that it was done to
 * @param comment what a reader of the log would ask next
 */
public record Line(String action, String subject, String comment) {}
