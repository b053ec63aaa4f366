package dev.larder.e2e.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The stack's Redis, and what can befall one. */
final class RedisOfFixture {
  private final LarderServer larder;
  private final URI url;

  /**
   * @param url {@code redis://:password@host:port}
   */
  RedisOfFixture(LarderServer larder, String url) {
    this.larder = larder;
    this.url = URI.create(url);
  }

  /** Somebody empties it. */
  void empty() {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              "AUTH %s\r\nFLUSHALL\r\nQUIT\r\n"
                  .formatted(url.getUserInfo().substring(1))
                  .getBytes(US_ASCII));
      String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      if (!answers.equals("+OK\r\n+OK\r\n+OK\r\n")) {
        throw new AssertionError(answers);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void kill() {
    part().kill();
  }

  /** Keeps what is on its disk now. */
  void copyDisk(Path copy) {
    copy(disk(), copy);
  }

  /** It ends, and comes back with what was on its disk when that was copied. */
  void comeBackOld(Path copy) {
    Part part = part();
    part.freeze();
    // beside and moved into place, so that the frozen one goes on writing elsewhere
    Path beside = disk().resolveSibling("old.aof");
    copy(copy, beside);
    try {
      Files.move(beside, disk(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    part.kill();
  }

  private Part part() {
    return larder.parts().get("redis");
  }

  private Path disk() {
    return larder.data().resolve("redis/appendonly.aof");
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
