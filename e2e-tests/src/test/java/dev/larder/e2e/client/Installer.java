package dev.larder.e2e.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A client that installs, each time into a new environment and with nothing cached. */
public enum Installer {
  PIP_20("pip-20.3.4"),
  PIP_23("pip-23.2.1"),
  PIP_26("pip-26.3"),
  UV_0_5("uv-0.5.31"),
  UV_0_13("uv-0.13.9");

  private final String client;

  Installer(String client) {
    this.client = client;
  }

  /** Installs {@code requirements} from the index into a new environment under {@code folder}. */
  public Installation install(Path folder, String indexUrl, String... requirements) {
    return install(folder, indexUrl, Map.of(), requirements);
  }

  /** The same with more variables in the client's environment. */
  public Installation install(
      Path folder, String indexUrl, Map<String, String> environment, String... requirements) {
    Venv venv = Venv.of(client);
    Path target = NewFolder.in(folder, client);
    Path home = NewFolder.in(folder, "home");
    List<String> command =
        switch (this) {
          case PIP_20, PIP_23, PIP_26 -> pip(venv, target, indexUrl, requirements);
          case UV_0_5, UV_0_13 -> uv(venv, target, indexUrl, requirements);
        };
    Finished finished =
        Program.isolated(home, command)
            .with(environment)
            .with("UV_HTTP_RETRIES", "0")
            .with("UV_PYTHON_DOWNLOADS", "never")
            .within(Duration.ofMinutes(10))
            .run();
    return new Installation(finished, venv, target);
  }

  private static List<String> pip(Venv venv, Path target, String indexUrl, String... requirements) {
    return joined(
        List.of(
            venv.python(),
            "-W",
            "ignore",
            "-m",
            "pip",
            "--isolated",
            "--no-input",
            "--no-cache-dir",
            "--disable-pip-version-check",
            "--retries",
            "0",
            "install",
            "--index-url",
            indexUrl,
            "--target",
            target.toString()),
        requirements);
  }

  private static List<String> uv(Venv venv, Path target, String indexUrl, String... requirements) {
    return joined(
        List.of(
            venv.bin("uv"),
            "pip",
            "install",
            "--no-config",
            "--no-cache",
            "--python",
            venv.python(),
            "--index-url",
            indexUrl,
            "--target",
            target.toString()),
        requirements);
  }

  private static List<String> joined(List<String> start, String... end) {
    return Stream.concat(start.stream(), Stream.of(end)).toList();
  }

  /** For names of packages that no other client asks for. */
  public String key() {
    return client.replaceAll("[.]", "");
  }

  @Override
  public String toString() {
    return client;
  }
}
