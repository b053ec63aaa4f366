package dev.larder.e2e.hostile.upstream;

import java.util.Map;
import java.util.Random;

/** Makes good projects and spoils each in one way or two; the same number gives the same. */
final class HostileAnswers {
  private final long seed;

  HostileAnswers(long seed) {
    this.seed = seed;
  }

  static String project(int number) {
    return "hostile-answer-" + number;
  }

  /**
   * A project as it is sent.
   *
   * @param what is wrong with it, and its number, so that it can be made again
   * @param files by their paths
   * @param metadata as the wheel has it
   */
  record Answers(String what, Reply page, Map<String, Reply> files, byte[] metadata) {}

  /**
   * The project of this number.
   *
   * @param base the address of the upstream that it is on
   * @param wantsJson whether JSON was asked for, which not every upstream minds
   */
  Answers number(int number, String base, Facts facts, boolean wantsJson) {
    var random = new Random(seed * 1_000_003 + number);
    boolean json = random.nextInt(4) == 0 ? random.nextBoolean() : wantsJson;
    var making = new Making(facts, random, project(number), base);
    String path = "/simple/" + making.name + "/";
    String what;
    Reply page;
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        what = Links.spoilt(making);
        page = making.page(json);
      }
      case 3 -> {
        var spoilt = Documents.spoilt(making, json);
        what = spoilt.what();
        page = spoilt.reply();
      }
      case 4, 5 -> {
        var spoilt = Transports.spoilt(making, making.page(json), path);
        what = spoilt.what();
        page = spoilt.reply();
      }
      default -> {
        what = FileBodies.spoilt(making);
        page = making.page(json);
      }
    }
    if (random.nextInt(4) == 0) {
      what += ", " + FileBodies.spoilt(making);
    }
    return new Answers(
        "answer %d of seed %d: %s".formatted(number, seed, what),
        page,
        making.files,
        making.metadata);
  }
}
