package dev.larder.e2e.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** Makes good uploads and spoils each in one way; the same number gives the same upload. */
final class HostileUploads {
  /** Releases are spread over so many projects, so that no page gets long. */
  static final int PROJECTS = 50;

  private static final List<BiFunction<Making, Random, String>> WAYS =
      List.of(
          Forms::spoilt,
          Forms::spoilt,
          Framing::spoilt,
          Framing::spoilt,
          Members::spoilt,
          Members::spoilt,
          Metadata::spoilt,
          HostileUploads::damagedArchive);

  private final long seed;

  HostileUploads(long seed) {
    this.seed = seed;
  }

  static String project(int number) {
    return "hostile-" + number % PROJECTS;
  }

  /** What is being made: changed in place. */
  static final class Making {
    final String project;
    final String version;
    final Archive archive;
    boolean bad = true;
    byte[] file;
    HostileForm form;
    String type = HostileForm.type();
    byte[] body;

    Making(String project, String version, Archive archive) {
      this.project = project;
      this.version = version;
      this.archive = archive;
      repack();
    }

    void repack() {
      pack(archive.pack());
    }

    void pack(byte[] bytes) {
      file = bytes;
      form = HostileForm.of(archive, project, version, bytes);
      body = null;
    }

    byte[] body() {
      return body == null ? form.bytes() : body;
    }
  }

  HostileUpload number(int number) {
    var random = new Random(seed * 1_000_003 + number);
    String project = project(number);
    String version = "1." + number;
    Archive archive =
        random.nextInt(3) == 0 ? Archive.sdist(project, version) : Archive.wheel(project, version);
    var making = new Making(project, version, archive);
    String what = WAYS.get(random.nextInt(WAYS.size())).apply(making, random);
    return new HostileUpload(
        "upload %d of seed %d: %s".formatted(number, seed, what),
        project,
        archive.filename(),
        making.bad,
        making.type,
        making.body());
  }

  /** Bytes of the archive changed, cut or added; what is left may be good. */
  private static String damagedArchive(Making making, Random random) {
    making.bad = false;
    byte[] file = making.archive.pack();
    int at = random.nextInt(file.length);
    return switch (random.nextInt(6)) {
      case 0 -> {
        making.bad = true;
        making.pack(Arrays.copyOf(file, at));
        yield "an archive cut at " + at;
      }
      case 1 -> {
        making.bad = true;
        byte[] more = Arrays.copyOf(file, file.length + 1 + random.nextInt(300));
        random.nextBytes(more);
        System.arraycopy(file, 0, more, 0, file.length);
        making.pack(more);
        yield "bytes after an archive";
      }
      case 2 -> {
        making.bad = true;
        byte[] more = new byte[file.length + 50];
        System.arraycopy("#!/bin/sh\n".getBytes(ISO_8859_1), 0, more, 0, 10);
        System.arraycopy(file, 0, more, 50, file.length);
        making.pack(more);
        yield "bytes before an archive";
      }
      default -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          file[random.nextInt(file.length)] = (byte) random.nextInt();
        }
        making.pack(file);
        yield "an archive with changed bytes";
      }
    };
  }

  /** Texts that somebody might trip over. */
  static String strange(Random random) {
    return List.of(
            "",
            " ",
            "..",
            "../../etc/passwd",
            "a/b",
            "a\\b",
            "a b",
            "é",
            "%00",
            "\u0000",
            "a\u2028b",
            "'; drop table file; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "-",
            "1" + ".0".repeat(5_000),
            "x".repeat(5_000),
            "\ud83d\ude00",
            new String(new byte[] {(byte) 0xc3, 0x28}, ISO_8859_1))
        .get(random.nextInt(19));
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
