package dev.larder.e2e.publish;

import dev.larder.e2e.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A build backend that lies in the project itself (PEP 517), so that building needs no index. */
final class Backend {
  private static final String SYSTEM =
      """
      [build-system]
      requires = []
      build-backend = "backend"
      backend-path = ["."]
      """;

  private Backend() {}

  /** Makes a project of it that says of itself what PEP 621 has. */
  static void write(Project project) {
    write(project, "\n[project]\nname = \"%s\"\nversion = \"%s\"\n");
  }

  /** The same for a project whose {@code setup.py} says what it is. */
  static void writeBesideSetup(Project project) {
    write(project, "");
  }

  private static void write(Project project, String table) {
    String name = project.made().module();
    String version = project.made().version();
    project.write("pyproject.toml", SYSTEM + table.formatted(name, version));
    project.write("PROJECT", name + " " + version + "\n");
    project.writeModule();
    try {
      project.write(
          "backend.py", Files.readString(Checkout.root().resolve("e2e-tests/python/backend.py")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
