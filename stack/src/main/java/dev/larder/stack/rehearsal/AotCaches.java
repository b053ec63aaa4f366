package dev.larder.stack.rehearsal;

import dev.larder.stack.folder.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Java has kept of a program's classes, ready to be mapped (JEP 514); a third of the time that
 * a start takes otherwise. One file for each program as it was built, by this very Java.
 */
public final class AotCaches {
  private final Path folder;

  /**
   * @param folder shared by all data folders of a user; made when first needed
   */
  public AotCaches(Path folder) {
    this.folder = folder;
  }

  /** The file for a program as it is now, if it was rehearsed. */
  public Optional<Path> find(Path jar) throws IOException {
    Path cache = place(jar);
    return Files.isRegularFile(cache) ? Optional.of(cache) : Optional.empty();
  }

  /** Where a rehearsal may write; {@link #keep} takes it from there. */
  public Path draft(Path jar) throws IOException {
    PrivateFiles.folder(folder);
    return folder.resolve(place(jar).getFileName() + "." + ProcessHandle.current().pid() + ".new");
  }

  /** Keeps what a rehearsal wrote, in the stead of what was kept of former builds. */
  public void keep(Path jar, Path draft) throws IOException {
    Path cache = place(jar);
    Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path old : files.filter(file -> isOfSame(jar, file)).toList()) {
        if (!old.equals(cache)) {
          Files.deleteIfExists(old);
        }
      }
    }
  }

  private boolean isOfSame(Path jar, Path file) {
    return file.getFileName().toString().startsWith(prefix(jar))
        && file.toString().endsWith(".aot");
  }

  private Path place(Path jar) throws IOException {
    StringBuilder build = new StringBuilder(System.getProperty("java.vm.version"));
    List<Path> files;
    Path libraries = jar.resolveSibling("lib");
    try (Stream<Path> listed =
        Files.isDirectory(libraries) ? Files.list(libraries) : Stream.<Path>empty()) {
      files = Stream.concat(Stream.of(jar), listed.sorted()).toList();
    }
    for (Path file : files) {
      build.append('\n').append(file.getFileName()).append(' ').append(Files.size(file));
      build.append(' ').append(Files.getLastModifiedTime(file).toMillis());
    }
    return folder.resolve(prefix(jar) + hash(build.toString()) + ".aot");
  }

  private static String prefix(Path jar) {
    String name = jar.getFileName().toString().replace(".jar", "");
    return name + "-" + hash(jar.toAbsolutePath().toString()) + "-";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
