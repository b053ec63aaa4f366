package dev.larder.e2e.hostile;

import dev.larder.e2e.hostile.HostileUploads.Making;
import java.util.List;
import java.util.Random;

/** Forms whose fields are wrong. */
final class Forms {
  private static final List<String> NEEDED =
      List.of(":action", "protocol_version", "name", "version", "filetype", "sha256_digest");

  /** As PyPI has it; what is blank is absent. */
  private static final String MAY_BE_ABSENT = "protocol_version";

  private Forms() {}

  static String spoilt(Making making, Random random) {
    HostileForm form = making.form;
    switch (random.nextInt(12)) {
      case 0 -> {
        String missing = NEEDED.get(random.nextInt(NEEDED.size()));
        form.without(missing);
        making.bad = !missing.equals(MAY_BE_ABSENT);
        return "no " + missing;
      }
      case 1 -> {
        String wrong = NEEDED.get(random.nextInt(NEEDED.size()));
        String strange = HostileUploads.strange(random);
        form.instead(wrong, strange);
        making.bad = !(wrong.equals(MAY_BE_ABSENT) && strange.isBlank());
        return "a strange " + wrong;
      }
      case 2 -> form.field("md5_digest", "0".repeat(32));
      case 3 -> form.field("blake2_256_digest", HostileUploads.strange(random) + "x");
      case 4 -> form.without("content");
      case 5 -> form.content(making.archive.filename(), making.file);
      case 6 -> form.without("content").content(HostileUploads.strange(random), making.file);
      case 7 -> form.instead("version", "2" + making.version);
      case 8 -> form.instead("name", "other-" + making.project);
      case 9 -> form.field("requires_python", ">=" + HostileUploads.strange(random) + "!");
      case 10 -> {
        for (int i = 0; i < 10_000; i++) {
          form.field("classifiers", "");
        }
      }
      default -> {
        making.bad = false;
        form.field(
            HostileUploads.strange(random).replace("\"", ""), HostileUploads.strange(random));
        return "a strange field more";
      }
    }
    return "a wrong field";
  }
}
