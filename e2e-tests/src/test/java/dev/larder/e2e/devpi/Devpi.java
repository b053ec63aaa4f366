package dev.larder.e2e.devpi;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Ports;
import dev.larder.e2e.server.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real server and its client, with one index of its own. */
final class Devpi implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);

  private final Venv venv;
  private final Path home;
  private final Process server;
  private final String url;

  /**
   * Starts it in a folder.
   *
   * @param pypirc what its client finds there
   */
  Devpi(Path home, String pypirc) {
    this.venv = Venv.of("devpi-6.20.3");
    this.home = home;
    try {
      Files.writeString(home.resolve(".pypirc"), pypirc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String folder = home.resolve("server").toString();
    done(run("devpi-init", "--serverdir", folder, "--no-root-pypi"));
    int port = Ports.free();
    server =
        program("devpi-server", "--serverdir", folder, "--port", "" + port)
            .begin(home.resolve("devpi-server.log"));
    url = "http://127.0.0.1:" + port;
    Waiting.until(START, "devpi-server answers", () -> Http.get(url + "/+api").statusCode() == 200);
    done(devpi("use", url));
    done(devpi("login", "root", "--password="));
    done(devpi("index", "--create", "root/dev"));
    done(devpi("use", "root/dev"));
  }

  /** The server's address. */
  String url() {
    return url;
  }

  /** Runs the client. */
  Finished devpi(String... words) {
    var all = new ArrayList<>(List.of("devpi"));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  private Finished run(String... words) {
    return program(words).within(START).run();
  }

  private Program program(String... words) {
    var command = new ArrayList<>(List.of(words));
    command.set(0, venv.bin(words[0]));
    return Program.isolated(home, command);
  }

  private static void done(Finished finished) {
    if (!finished.succeeded()) {
      throw new AssertionError(finished.toString());
    }
  }

  @Override
  public void close() {
    server.destroy();
    try {
      if (!server.waitFor(20, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
