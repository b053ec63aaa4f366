package dev.larder.e2e.hostile;

import dev.larder.e2e.hostile.HostileUploads.Making;
import java.util.Random;

/** Archives whose members are wrong. */
final class Members {
  /** Large archives take long to make. */
  private static final int RARE = 20;

  private Members() {}

  static String spoilt(Making making, Random random) {
    Archive archive = making.archive;
    String what = archive.isWheel() ? wheel(archive, random) : sdist(archive, random);
    making.repack();
    return what;
  }

  private static String wheel(Archive archive, Random random) {
    if (random.nextInt(RARE) == 0) {
      return large(archive, random);
    }
    switch (random.nextInt(7)) {
      case 0 -> archive.remove(archive.info() + "RECORD");
      case 1 -> archive.remove(archive.info() + "WHEEL").record();
      case 2 -> archive.remove(archive.metadataPath()).record();
      case 3 -> archive.put("hidden.py", "evil()\n");
      case 4 -> archive.put(archive.info() + "RECORD", "nothing.py,,\n");
      case 5 -> archive.put("other-1.dist-info/METADATA", archive.metadata("")).record();
      default -> {
        String path = unsafe(random);
        archive.put(path, "evil()\n").record();
        return "a member '" + path + "'";
      }
    }
    return "wrong members";
  }

  private static String large(Archive archive, Random random) {
    if (random.nextBoolean()) {
      archive.put("zeros", new byte[66 << 20]).record();
      return "a bomb";
    }
    for (int i = 0; i < 66_000; i++) {
      archive.put("m/" + i, new byte[0]);
    }
    return "66,000 files";
  }

  private static String sdist(Archive archive, Random random) {
    if (random.nextInt(RARE) == 0) {
      archive.put(archive.top() + "zeros", new byte[66 << 20]);
      return "a bomb";
    }
    switch (random.nextInt(5)) {
      case 0 -> archive.remove(archive.metadataPath());
      case 1 -> archive.put("beside.py", "evil()\n");
      case 2 -> archive.put("other/x.py", "evil()\n");
      case 3 ->
          archive.link(archive.top() + "link", random.nextBoolean() ? "/etc/passwd" : "../../x");
      default -> archive.put(archive.top() + unsafe(random).replaceFirst("^/", "../"), "evil()\n");
    }
    return "wrong members";
  }

  private static String unsafe(Random random) {
    String[] paths = {
      "../evil.py", "a/../../evil.py", "/etc/evil", "a\\..\\..\\evil.py", "..", "a/.."
    };
    return paths[random.nextInt(paths.length)];
  }
}
