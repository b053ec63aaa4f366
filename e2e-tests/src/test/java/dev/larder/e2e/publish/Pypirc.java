package dev.larder.e2e.publish;

/** The configuration file that distutils began with and that others read too. */
final class Pypirc {
  private Pypirc() {}

  /** Writes {@code ~/.pypirc} with one server, {@code larder}, and who uploads there if anybody. */
  static void write(Attempt attempt) {
    write(
        attempt,
        attempt
            .token()
            .map(token -> "username = %s\npassword = %s\n".formatted(Attempt.USER, token))
            .orElse(""));
  }

  /** The same where the password is kept elsewhere. */
  static void writeWithoutPassword(Attempt attempt) {
    write(attempt, "username = " + Attempt.USER + "\n");
  }

  private static void write(Attempt attempt, String who) {
    String text =
        """
        [distutils]
        index-servers = larder

        [larder]
        repository = %s
        """
            .formatted(attempt.url());
    attempt.project().writeAtHome(".pypirc", text + who);
  }
}
