package dev.larder.e2e.client;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Poetry, which installs into the environment of a project. */
public enum Poetry {
  POETRY_1("poetry-1.8.5"),
  POETRY_2("poetry-2.5.1");

  private final String client;

  Poetry(String client) {
    this.client = client;
  }

  /** A project that has one source, called {@code larder}, and a developer who has nothing else. */
  public Project project(Path parent, String indexUrl) {
    Project project =
        new Project(
            client,
            NewFolder.in(parent, client),
            NewFolder.in(parent, "home"),
            NewFolder.in(parent, "cache"));
    project.write(
        project.folder().resolve("pyproject.toml"),
        """
        [tool.poetry]
        name = "application"
        version = "1.0"
        description = "Made for a test"
        authors = []
        package-mode = false

        [tool.poetry.dependencies]
        python = "^3.11"

        [[tool.poetry.source]]
        name = "larder"
        url = "%s"
        priority = "primary"
        """
            .formatted(indexUrl));
    return project;
  }

  @Override
  public String toString() {
    return client;
  }

  /**
   * A project on disk.
   *
   * @param cache what it keeps between runs
   */
  public record Project(String client, Path folder, Path home, Path cache) {

    /** Runs {@code poetry} in the project's folder. */
    public Finished run(Map<String, String> environment, String... args) {
      Venv venv = Venv.of(client);
      List<String> command =
          Stream.concat(
                  Stream.of(venv.python(), "-m", "poetry", "--no-ansi", "--no-interaction"),
                  Stream.of(args))
              .toList();
      return Program.isolated(home, command)
          .with("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
          .with("PYTHONPATH", Checkout.root().resolve("e2e-tests/python").toString())
          .with("POETRY_VIRTUALENVS_IN_PROJECT", "true")
          .with("POETRY_CACHE_DIR", cache.toString())
          .with(environment)
          .in(folder)
          .within(Duration.ofMinutes(3))
          .run();
    }

    /** What the installed module of that package says; an error's words if it isn't there. */
    public String says(Package made) {
      Finished ran =
          Program.isolated(
                  home,
                  List.of(
                      folder.resolve(".venv/bin/python").toString(),
                      "-c",
                      "import " + made.module() + " as m; print(m.SAYS)"))
              .run();
      return ran.succeeded() ? ran.out().strip() : ran.words();
    }

    /** The same project elsewhere: its files, nothing that it installed or kept. */
    public Project elsewhere() {
      Project other =
          new Project(
              client,
              NewFolder.in(folder.getParent(), client),
              NewFolder.in(folder.getParent(), "home"),
              NewFolder.in(folder.getParent(), "cache"));
      for (String name : List.of("pyproject.toml", "poetry.lock")) {
        try {
          Files.copy(folder.resolve(name), other.folder().resolve(name));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return other;
    }

    /** Writes a file of the developer. */
    public void writeAtHome(String name, String text) {
      write(home.resolve(name), text);
    }

    private void write(Path file, String text) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
