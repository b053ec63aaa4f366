package dev.larder.stack.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/** Generated secrets, each made when it is first asked for and the same ever after. */
public final class Secrets {
  private static final int BYTES = 32;

  /** One for all: parts that start side by side ask by way of objects of their own. */
  private static final ReentrantLock LOCK = new ReentrantLock();

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param folder where each secret is a file of its own, mode 0600
   */
  public Secrets(Path folder) {
    this.folder = folder;
  }

  /** 256 random bits as 43 characters of {@code [A-Za-z0-9_-]}, the same for all who ask. */
  public String get(String name) {
    LOCK.lock();
    try {
      return kept(name);
    } finally {
      LOCK.unlock();
    }
  }

  private String kept(String name) {
    Path file = folder.resolve(name);
    try {
      if (Files.exists(file)) {
        String known = Files.readString(file).strip();
        if (!known.isEmpty()) {
          return known;
        }
      }
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      PrivateFiles.write(file, fresh + "\n");
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
