package dev.larder.cli.connection;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The variables of the process, and what they say about this command. */
public record Environment(Map<String, String> variables) {

  public static Environment ofThisProcess() {
    return new Environment(System.getenv());
  }

  /** The token of {@code LARDER_TOKEN}, else of {@code PACKAGEMANAGER_TOKEN}. */
  public Optional<String> token() {
    return first("LARDER_TOKEN", "PACKAGEMANAGER_TOKEN");
  }

  /**
   * The folder of the user's settings for Larder, as {@code larder up} has it: {@code
   * $XDG_CONFIG_HOME/larder}, else {@code ~/.config/larder}, where {@code HOME} counts.
   */
  public Path configurationFolder() {
    return first("XDG_CONFIG_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home().resolve(".config"))
        .resolve("larder");
  }

  /** The file of authorities that {@code SSL_CERT_FILE} names. */
  Optional<Path> authorityFile() {
    return first("SSL_CERT_FILE").map(Path::of);
  }

  /** The folders of authorities that {@code SSL_CERT_DIR} names, as a path's are. */
  List<Path> authorityFolders() {
    return first("SSL_CERT_DIR").stream()
        .flatMap(folders -> Arrays.stream(folders.split(Pattern.quote(File.pathSeparator))))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  private Path home() {
    return first("HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> Path.of(System.getProperty("user.home")));
  }

  /** What an option is when it isn't given: the variable's value, or null. */
  public String defaultValue(ArgSpec option) {
    return option instanceof OptionSpec spec && spec.longestName().equals("--address")
        ? first("LARDER_ADDRESS", "PACKAGEMANAGER_ADDRESS").orElse(null)
        : null;
  }

  private Optional<String> first(String... names) {
    for (String name : names) {
      String value = variables.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
