package dev.larder.upload.sigstore;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who signs, as the certificate authority writes it down.
 *
 * @param name the subject alternative name: a URL, or an address
 * @param extensions texts by the last number of their object identifier
 */
public record Identity(String name, Map<Integer, String> extensions) {
  private static final String WORKFLOW =
      "https://github.com/acme/app/.github/workflows/release.yml";

  /** The workflow {@code release.yml} of {@code acme/app} at GitHub. */
  public static Identity gitHub() {
    return new Identity(
        WORKFLOW + "@refs/tags/v1",
        extensions(
            "https://token.actions.githubusercontent.com",
            "https://github.com/acme/app",
            WORKFLOW + "@refs/tags/v1"));
  }

  public static Identity gitLab() {
    String config = "https://gitlab.com/acme/team/app//ci/release.yml@refs/heads/main";
    return new Identity(
        config, extensions("https://gitlab.com", "https://gitlab.com/acme/team/app", config));
  }

  public static Identity google() {
    return new Identity(
        "builder@acme.iam.gserviceaccount.com", Map.of(8, "https://accounts.google.com"));
  }

  /** Somebody known to an issuer that nobody else has heard of. */
  public static Identity other() {
    return new Identity("https://ci.acme.example/app", Map.of(8, "https://login.acme.example"));
  }

  private static Map<Integer, String> extensions(String issuer, String repository, String config) {
    Map<Integer, String> extensions = new LinkedHashMap<>();
    extensions.put(8, issuer);
    extensions.put(12, repository);
    extensions.put(13, "ab".repeat(20));
    extensions.put(14, config.substring(config.indexOf('@') + 1));
    extensions.put(18, config);
    return extensions;
  }
}
