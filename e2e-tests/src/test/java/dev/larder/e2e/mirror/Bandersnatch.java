package dev.larder.e2e.mirror;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The mirroring client of the PyPA, and what it has mirrored. */
final class Bandersnatch {
  private final Path folder;
  private final Path certificates;

  /**
   * One that has mirrored nothing yet.
   *
   * @param certificates PEM file of the authorities that it trusts
   */
  Bandersnatch(Path folder, Path certificates) {
    this.folder = folder;
    this.certificates = certificates;
  }

  /** Mirrors what has changed on the index at that address. */
  Finished mirror(String address) {
    return run(address, "mirror");
  }

  /** Checks every file against what the index says now, gets what is wrong, deletes the rest. */
  Finished verify(String address) {
    return run(address, "verify", "--json-update", "--delete");
  }

  /** What a server of the mirror would serve. */
  Path web() {
    return folder.resolve("web");
  }

  /** The serial that the mirror has reached. */
  long serial() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("status")).strip());
  }

  private Finished run(String address, String... command) {
    Path home = NewFolder.in(folder.getParent(), "home");
    Path configuration = home.resolve("bandersnatch.conf");
    try {
      Files.writeString(
          configuration,
          """
          [mirror]
          directory = %s
          master = %s
          allow-non-https = true
          json = true
          stop-on-error = true
          timeout = 30
          workers = 3
          """
              .formatted(folder, address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> line =
        new ArrayList<>(
            List.of(
                Venv.of("bandersnatch-6.8.0").bin("bandersnatch"), "-c", configuration.toString()));
    line.addAll(List.of(command));
    return Program.isolated(home, line)
        .with("SSL_CERT_FILE", certificates.toString())
        .within(Duration.ofMinutes(3))
        .run();
  }
}
