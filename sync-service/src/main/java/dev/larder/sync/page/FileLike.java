package dev.larder.sync.page;

import java.util.List;
import java.util.Locale;

/** Whether a name looks like something that lies in a package index. */
final class FileLike {
  private static final List<String> EXTENSIONS =
      List.of(
          ".whl",
          ".tar.gz",
          ".zip",
          ".tgz",
          ".tar.bz2",
          ".tar.xz",
          ".tar.z",
          ".tar",
          ".egg",
          ".exe",
          ".msi",
          ".rpm",
          ".deb",
          ".dmg",
          "-variants.json",
          ".metadata",
          ".asc",
          ".provenance");

  private FileLike() {}

  static boolean is(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(lower::endsWith);
  }
}
