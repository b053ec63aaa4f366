package dev.larder.stack.unpack;

import dev.larder.stack.folder.PrivateFiles;
import dev.larder.stack.folder.UserFolders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Programs that are unpacked once and then only read, shared by all data folders of a user. A
 * folder appears here whole or not at all, whoever asks at the same time.
 */
public final class Programs {
  private static final Map<Path, Object> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final Path folder;

  /**
   * @param folder made when first needed
   */
  public Programs(Path folder) {
    this.folder = folder;
  }

  /** Under the user's cache folder (XDG). */
  public static Programs ofUser(Map<String, String> environment) {
    return new Programs(UserFolders.cache(environment));
  }

  /** Where all of them lie. */
  public Path folder() {
    return folder;
  }

  /** Puts a program into an empty folder. */
  @FunctionalInterface
  public interface Filling {
    /** Fills the folder; it will be renamed afterwards. */
    void fill(Path folder) throws IOException, InterruptedException;
  }

  /**
   * The program's folder, filled now if it is not there.
   *
   * @param name with the version in it: another version is another folder
   */
  public Path get(String name, Filling filling) throws IOException, InterruptedException {
    Path target = folder.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    PrivateFiles.folder(folder);
    synchronized (IN_THIS_PROCESS.computeIfAbsent(target, path -> new Object())) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!Files.isDirectory(target) && lock.isValid()) {
          Path half = folder.resolve(name + ".new");
          delete(half);
          Files.createDirectory(half);
          filling.fill(half);
          Files.move(half, target);
        }
        return target;
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
