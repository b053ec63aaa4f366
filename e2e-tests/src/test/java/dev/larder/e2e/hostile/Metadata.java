package dev.larder.e2e.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.larder.e2e.hostile.HostileUploads.Making;
import java.util.List;
import java.util.Random;

/** Archives whose metadata break a rule. */
final class Metadata {
  private static final List<String> WRONG =
      List.of(
          "Requires-Dist: a b",
          "Requires-Dist: a; python_version",
          "Requires-Dist: a;" + "(".repeat(3_000),
          "Requires-Python: 3",
          "Requires-Python: >=3.8; x",
          "Provides-Extra: -",
          "Dynamic: Name",
          "Dynamic: Colour",
          "License-Expression: Nobody-1.0",
          "License-Expression: " + "(".repeat(3_000) + "MIT",
          "License-Expression: MIT\nLicense: MIT",
          "License-File: LICENSE",
          "License-File: ../../etc/passwd",
          "Description-Content-Type: text/html",
          "Import-Name: import",
          "Summary: " + "s".repeat(600),
          "Name: twice",
          "Version: 2");

  private Metadata() {}

  static String spoilt(Making making, Random random) {
    Archive archive = making.archive;
    String path = archive.metadataPath();
    String good = archive.metadata("");
    String what =
        switch (random.nextInt(7)) {
          case 0 -> {
            archive.put(path, good.replace("Metadata-Version: 2.4", "Metadata-Version: 3.0"));
            yield "metadata of version 3";
          }
          case 1 -> {
            archive.put(path, good.replace("Name: ", "Name: other-"));
            yield "metadata of another name";
          }
          case 2 -> {
            archive.put(path, good.replace("Version: 1.", "Version: 2."));
            yield "metadata of another version";
          }
          case 3 -> {
            archive.put(path, (good + "Summary: é").getBytes(ISO_8859_1));
            yield "metadata in Latin-1";
          }
          case 4 -> {
            archive.put(path, good + "\n" + "d".repeat(5 << 20));
            yield "metadata of five megabytes";
          }
          default -> {
            String wrong = WRONG.get(random.nextInt(WRONG.size()));
            archive.put(path, archive.metadata(wrong));
            yield wrong.substring(0, Math.min(40, wrong.length()));
          }
        };
    making.repack();
    return what;
  }
}
