package dev.larder.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where things stand in the checkout that is under test. */
public final class Checkout {
  private Checkout() {}

  /** The top of the checkout. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("e2e-tests/clients"))) {
      here = here.getParent();
      if (here == null) {
        throw new IllegalStateException("run the tests inside of a checkout");
      }
    }
    return here;
  }

  /** A folder of the build, made when it isn't there. */
  public static Path target(String name) {
    try {
      return Files.createDirectories(root().resolve("e2e-tests/target").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same folder with nothing in it. */
  public static Path emptyTarget(String name) {
    delete(root().resolve("e2e-tests/target").resolve(name));
    return target(name);
  }

  /**
   * Where whole servers keep what they unpacked and what Java kept of their classes, as the servers
   * of one user do; empty at the first of them.
   */
  public static Path serverCache() {
    return ServerCache.FOLDER;
  }

  private static final class ServerCache {
    private static final Path FOLDER = emptyTarget("server-cache");
  }

  /** The jar of a module as the build packages it. */
  public static Path app(String module) {
    Path jar = root().resolve(module).resolve("target/app").resolve(module + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; build first: ./larder test e2e-tests");
    }
    return jar;
  }

  /** The {@code java} that runs these tests. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Deletes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
