package dev.larder.e2e.client;

import dev.larder.e2e.wheel.Distribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client that uploads. */
public enum Twine {
  TWINE_3("twine-3.8.0"),
  TWINE_7("twine-7.0.0");

  private final String client;

  Twine(String client) {
    this.client = client;
  }

  /** Uploads a file as {@code __token__}. */
  public Finished upload(Path folder, String url, String token, Distribution distribution) {
    return upload(folder, url, token, Map.of(), distribution);
  }

  /** The same with more variables in the client's environment. */
  public Finished upload(
      Path folder,
      String url,
      String token,
      Map<String, String> environment,
      Distribution distribution) {
    return upload(folder, url, token, environment, List.of(distribution.path().toString()));
  }

  /**
   * The same with more flags, or with what belongs to a file.
   *
   * @param args flags and paths
   */
  public Finished upload(
      Path folder, String url, String token, Map<String, String> environment, List<String> args) {
    Venv venv = Venv.of(client);
    List<String> command =
        new ArrayList<>(
            List.of(
                venv.python(),
                "-W",
                "ignore",
                "-m",
                "twine",
                "upload",
                "--non-interactive",
                "--disable-progress-bar",
                "--verbose",
                "--repository-url",
                url,
                "--username",
                "__token__",
                "--password",
                token));
    command.addAll(args);
    return Program.isolated(NewFolder.in(folder, "home"), command)
        .with(environment)
        .with("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        .within(Duration.ofMinutes(2))
        .run();
  }

  public String key() {
    return client.replaceAll("[.]", "");
  }

  @Override
  public String toString() {
    return client;
  }
}
