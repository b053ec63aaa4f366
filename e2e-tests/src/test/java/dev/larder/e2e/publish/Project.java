package dev.larder.e2e.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A project on disk, and the home folder of a developer who has nothing else. */
record Project(Path folder, Path home, Package made) {

  /** With nothing built. */
  static Project unbuilt(Path parent, Package made) {
    return new Project(NewFolder.in(parent, "project"), NewFolder.in(parent, "home"), made);
  }

  /** With a wheel in {@code dist}. */
  static Project built(Path parent, Package made) {
    Project project = unbuilt(parent, made);
    made.wheel(project.dist());
    return project;
  }

  /** The same release with other bytes, in the place of all that lay in {@code dist}. */
  Project changed() {
    try (Stream<Path> files = Files.list(dist())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Package other = made.saying("something else");
    other.wheel(dist());
    return new Project(folder, home, other);
  }

  Path dist() {
    return folder.resolve("dist");
  }

  /** Writes a file of the project. */
  void write(String name, String text) {
    write(folder.resolve(name), text);
  }

  /** Writes the project's module. */
  void writeModule() {
    write(made.module() + ".py", "SAYS = '" + made.says() + "'\n");
  }

  /** Writes a file of the developer. */
  void writeAtHome(String name, String text) {
    write(home.resolve(name), text);
  }

  /** Keeps a password in the developer's keyring; gives the variables by which clients find it. */
  Map<String, String> keyring(String service, String user, String password) {
    try {
      writeAtHome(
          "keyring.json",
          new ObjectMapper().writeValueAsString(Map.of(service, Map.of(user, password))));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return keyring();
  }

  /** The variables by which clients find the developer's keyring. */
  Map<String, String> keyring() {
    return Map.of(
        "PYTHON_KEYRING_BACKEND",
        "larder_keyring.FileKeyring",
        "LARDER_KEYRING",
        home.resolve("keyring.json").toString());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
