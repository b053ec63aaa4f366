package dev.larder.e2e.publish;

import java.net.URI;

/** The file in which programs keep who they are on which host. */
final class Netrc {
  private Netrc() {}

  static void write(Attempt attempt) {
    String host = URI.create(attempt.url()).getHost();
    attempt
        .token()
        .ifPresent(
            token ->
                attempt
                    .project()
                    .writeAtHome(
                        ".netrc",
                        "machine %s login %s password %s\n".formatted(host, Attempt.USER, token)));
  }
}
