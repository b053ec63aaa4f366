package dev.larder.e2e.trust;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs out of Debian's packages, unpacked into the build's folder; nothing is installed. */
final class Debian {
  private Debian() {}

  /**
   * A program of this machine, else out of a package; empty where there are no packages to be had.
   *
   * @param path where the package has it, below the root
   */
  static synchronized Optional<Path> program(String name, String path) {
    Optional<Path> installed =
        Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (installed.isPresent()) {
      return installed;
    }
    Path folder = Checkout.target("debian");
    Path unpacked = folder.resolve("root").resolve(path);
    if (!Files.isExecutable(unpacked)) {
      fetch(folder, name);
    }
    return Optional.of(unpacked).filter(Files::isExecutable);
  }

  private static void fetch(Path folder, String name) {
    try {
      Files.createDirectories(folder.resolve("state/lists/partial"));
      Files.createDirectories(folder.resolve("cache/archives/partial"));
      if (apt(folder, "update") && apt(folder, "download", name)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.filter(each -> each.toString().endsWith(".deb")).toList()) {
            run(folder, "dpkg", "-x", file.toString(), folder.resolve("root").toString());
          }
        }
      }
    } catch (IOException none) {
      System.err.println("no " + name + " out of a package: " + none.getMessage());
    }
  }

  private static boolean apt(Path folder, String... words) throws IOException {
    List<String> own =
        List.of(
            "apt-get",
            "-q",
            "-o",
            "Dir::State=" + folder.resolve("state"),
            "-o",
            "Dir::State::status=/var/lib/dpkg/status",
            "-o",
            "Dir::Cache=" + folder.resolve("cache"));
    return run(folder, Stream.concat(own.stream(), Stream.of(words)).toArray(String[]::new));
  }

  private static boolean run(Path folder, String... command) throws IOException {
    if (!Files.isExecutable(Path.of("/usr/bin", command[0]))) {
      return false;
    }
    Finished finished =
        Program.asOnThisMachine(List.of(command)).in(folder).within(Duration.ofMinutes(3)).run();
    if (!finished.succeeded()) {
      System.err.println(finished);
    }
    return finished.succeeded();
  }
}
