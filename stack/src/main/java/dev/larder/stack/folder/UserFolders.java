package dev.larder.stack.folder;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a user's programs keep what (XDG Base Directory Specification), from the variables of a
 * process: {@code HOME} counts, and what the system knows of the user where there is none.
 */
public final class UserFolders {
  private UserFolders() {}

  /** Settings of Larder: {@code $XDG_CONFIG_HOME/larder}, else {@code ~/.config/larder}. */
  public static Path configuration(Map<String, String> environment) {
    return folder(environment, "XDG_CONFIG_HOME", Path.of(".config"));
  }

  /** What is kept: {@code $XDG_DATA_HOME/larder}, else {@code ~/.local/share/larder}. */
  public static Path data(Map<String, String> environment) {
    return folder(environment, "XDG_DATA_HOME", Path.of(".local", "share"));
  }

  /** What could be made again: {@code $XDG_CACHE_HOME/larder}, else {@code ~/.cache/larder}. */
  public static Path cache(Map<String, String> environment) {
    return folder(environment, "XDG_CACHE_HOME", Path.of(".cache"));
  }

  private static Path folder(Map<String, String> environment, String variable, Path usual) {
    String xdg = environment.getOrDefault(variable, "");
    Path base = xdg.startsWith("/") ? Path.of(xdg) : home(environment).resolve(usual);
    return base.resolve("larder");
  }

  private static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
  }
}
