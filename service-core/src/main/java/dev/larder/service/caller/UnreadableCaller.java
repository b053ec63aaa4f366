package dev.larder.service.caller;

/** The header {@code Larder-Caller} isn't what the gateway writes: a 400, whoever sent it. */
public final class UnreadableCaller extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableCaller(String why) {
    super(
        "The header %s can't be read: %s; only the gateway writes it"
            .formatted(CallerHeader.NAME, why),
        null,
        false,
        false);
  }
}
