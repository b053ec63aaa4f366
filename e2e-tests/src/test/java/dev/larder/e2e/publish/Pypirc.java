package dev.larder.e2e.publish;

/** The configuration file that distutils began with and that others read too. */
final class Pypirc {
  private Pypirc() {}

  /** Writes {@code ~/.pypirc} with one server, {@code larder}. */
  static void write(Attempt attempt, boolean withPassword) {
    String text =
        """
        [distutils]
        index-servers = larder

        [larder]
        repository = %s
        """
            .formatted(attempt.url());
    if (attempt.token().isPresent()) {
      text += "username = " + Attempt.USER + "\n";
      text += withPassword ? "password = " + attempt.password() + "\n" : "";
    }
    attempt.project().writeAtHome(".pypirc", text);
  }
}
