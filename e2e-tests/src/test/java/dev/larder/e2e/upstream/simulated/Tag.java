package dev.larder.e2e.upstream.simulated;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.larder.e2e.wheel.Hashing;

/** The kinds of files of a release: the source distribution, and what wheels are tagged with. */
enum Tag {
  SDIST(""),
  PURE("py3-none-any"),
  CP310_LINUX("cp310-cp310-manylinux_2_28_x86_64"),
  CP310_MAC("cp310-cp310-macosx_11_0_arm64"),
  CP310_WINDOWS("cp310-cp310-win_amd64"),
  CP311_LINUX("cp311-cp311-manylinux_2_28_x86_64"),
  CP311_MAC("cp311-cp311-macosx_11_0_arm64"),
  CP311_WINDOWS("cp311-cp311-win_amd64"),
  CP312_LINUX("cp312-cp312-manylinux_2_28_x86_64"),
  CP312_MAC("cp312-cp312-macosx_11_0_arm64"),
  CP312_WINDOWS("cp312-cp312-win_amd64");

  private static final Tag[] ALL = values();

  private final String text;
  private final byte[] wheel;
  private final byte[] hash;

  Tag(String text) {
    this.text = text;
    wheel =
        ("Wheel-Version: 1.0\nGenerator: larder-tests\nRoot-Is-Purelib: true\nTag: " + text + "\n")
            .getBytes(US_ASCII);
    hash = Hashing.sha256().digest(wheel);
  }

  static Tag at(int place) {
    return ALL[place];
  }

  /** As it stands in the name of a wheel. */
  String text() {
    return text;
  }

  /** The file WHEEL (PEP 427). */
  byte[] wheel() {
    return wheel;
  }

  /** The sha256 of WHEEL. */
  byte[] hash() {
    return hash;
  }
}
