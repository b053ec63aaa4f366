package dev.larder.e2e.signature;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Skip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody with a key of their own in the machine's GnuPG. */
final class Gpg implements AutoCloseable {
  /** Short: the path of its agent's socket has 108 characters at most. */
  private final Path home;

  private final Path folder;

  private Gpg(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /** Makes a key; the test is skipped where there is no GnuPG. */
  static Gpg withAKey(Path folder) {
    try {
      Gpg gpg = new Gpg(Files.createTempDirectory("gpg"), NewFolder.in(folder, "gpg"));
      Finished version = gpg.run("gpg", "--version");
      if (!version.succeeded()) {
        gpg.close();
        Skip.because("GnuPG can't be had: " + version.words());
      }
      Finished made =
          gpg.run(
              "gpg",
              "--batch",
              "--passphrase",
              "",
              "--quick-generate-key",
              "ada@example.org",
              "ed25519",
              "sign",
              "never");
      if (!made.succeeded()) {
        gpg.close();
        throw new AssertionError("gpg: " + made);
      }
      return gpg;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a client needs to use the key. */
  Map<String, String> environment() {
    return Map.of("GNUPGHOME", home.toString());
  }

  Finished verify(Path signature, Path file) {
    return run("gpg", "--batch", "--verify", signature.toString(), file.toString());
  }

  private Finished run(String... command) {
    List<String> all = new ArrayList<>(List.of("env"));
    all.addAll(List.of(command));
    return Program.isolated(folder, all).with(environment()).run();
  }

  /** Ends its agent. */
  @Override
  public void close() {
    run("gpgconf", "--kill", "all");
  }
}
