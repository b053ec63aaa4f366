package dev.larder.service.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets that come as files rather than in the environment, where whoever may inspect a container
 * reads them: for each variable {@code LARDER_X} that holds one, {@code LARDER_X_FILE} may name the
 * file that does.
 */
public final class SecretFiles {
  private static final String FILE = "_FILE";
  private static final int REFUSED = 2;

  /** The variables that hold secrets, and the properties that frameworks make of them. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "LARDER_ADMIN_SECRET", "larder.admin.secret",
          "LARDER_KEYCLOAK_PASSWORD", "larder.keycloak.password",
          "LARDER_OIDC_CLIENT_SECRET", "larder.oidc.client-secret",
          "LARDER_POSTGRES_PASSWORD", "larder.postgres.password",
          "LARDER_REDIS_URL", "larder.redis.url",
          "LARDER_S3_ACCESS_KEY", "larder.s3.access-key",
          "LARDER_S3_SECRET_KEY", "larder.s3.secret-key",
          "LARDER_SECRET", "larder.secret");

  private SecretFiles() {}

  /** What the files said, or why they can't be gone by. */
  sealed interface Outcome {
    /**
     * @param values by variable, {@code LARDER_X}; nothing of empty files
     */
    record Found(Map<String, String> values) implements Outcome {}

    /**
     * @param why one line
     */
    record Refused(String why) implements Outcome {}
  }

  /**
   * Makes the files' secrets properties of this process, which frameworks prefer to variables; to
   * be called before any framework starts. Ends the process with code 2 and a line where a file
   * can't be read, or a secret comes both ways.
   *
   * @param service its name, for that line
   * @return the environment, with these secrets as if they were variables
   */
  public static Map<String, String> take(String service) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    switch (read(environment)) {
      case Outcome.Found(Map<String, String> values) -> {
        values.forEach((variable, value) -> System.setProperty(PROPERTIES.get(variable), value));
        environment.putAll(values);
      }
      case Outcome.Refused(String why) -> {
        System.err.println(service + ": " + why);
        System.exit(REFUSED);
      }
    }
    return environment;
  }

  static Outcome read(Map<String, String> environment) {
    Map<String, String> values = new TreeMap<>();
    for (String variable : PROPERTIES.keySet()) {
      String file = environment.getOrDefault(variable + FILE, "").strip();
      if (file.isEmpty()) {
        continue;
      }
      if (!environment.getOrDefault(variable, "").isBlank()) {
        return new Outcome.Refused(
            "both %s and %s%s are set; leave one of them out".formatted(variable, variable, FILE));
      }
      try {
        String value = Files.readString(Path.of(file)).strip();
        if (!value.isEmpty()) {
          values.put(variable, value);
        }
      } catch (IOException | InvalidPathException e) {
        return new Outcome.Refused(
            "%s%s names %s, which can't be read: %s".formatted(variable, FILE, file, e));
      }
    }
    return new Outcome.Found(values);
  }
}
