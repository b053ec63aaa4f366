package dev.larder.stack.folder;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Everything one Larder keeps, under one folder. */
public record DataFolder(Path root) {

  /** Where the data lies when {@code --data} is not given: the user's data folder (XDG). */
  public static Path usual(Map<String, String> environment) {
    return UserFolders.data(environment);
  }

  /**
   * Makes the folder and its rooms, readable by their owner alone.
   *
   * @throws Refusal if it can't be made or written to
   */
  public static DataFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    DataFolder data = new DataFolder(root);
    try {
      for (String room :
          new String[] {"secrets", "logs", "run", "redis", "s3", "keycloak", "cache", "keys"}) {
        PrivateFiles.folder(root.resolve(room));
      }
      Files.delete(Files.createTempFile(root.resolve("run"), "write", ".probe"));
      return data;
    } catch (IOException e) {
      throw new Refusal(
          "the data folder %s can't be written to (%s); choose another with --data"
              .formatted(root, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e.getClass().getSimpleName().replace("Exception", "");
  }

  /** The generated secrets. */
  public Secrets secrets() {
    return new Secrets(root.resolve("secrets"));
  }

  /** The log of one part. */
  public Path log(String part) {
    return root.resolve("logs").resolve(part + ".log");
  }

  /** Where the marks of running processes lie. */
  public Path run() {
    return root.resolve("run");
  }

  /** A room or file of this folder. */
  public Path at(String name) {
    return root.resolve(name);
  }
}
