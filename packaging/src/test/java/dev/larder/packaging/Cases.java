package dev.larder.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Names, versions, specifiers, file names and metadata, good ones and bad, always the same for the
 * same seed.
 */
final class Cases {

  private static final String[] NUMBERS = {
    "0", "0", "1", "1", "2", "3", "10", "00", "01", "2019", "20240131235959000000001"
  };
  private static final String[] PHASES = {
    "a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC", "Alpha"
  };
  private static final String[] POSTS = {"post", "rev", "r", "POST"};
  private static final String[] LOCALS = {
    "ubuntu", "1", "01", "corp", "a1", "CU118", "0", "g0a1b2c", "10"
  };
  private static final String[] NOISE = {
    "", " ", "-", ".", "_", "+", "!", "v", "*", ".*", "x", "dev", "1", "٣", "é", "\n", "\t",
    "\u00a0", "ſ", "..", "--", ","
  };
  private static final String[] OPERATORS = {
    "==", "!=", "<=", ">=", "<", ">", "~=", "===", "==", ">=", "=", "~", "=>", ""
  };
  private static final String[] NAMES = {
    "foo",
    "Foo.Bar",
    "foo_bar",
    "foo-bar",
    "a",
    "x1",
    "FOO__bar",
    "zope.interface",
    "foo-2",
    "_foo",
    "foo_",
    "café",
    "f o",
    "K"
  };
  private static final String[] TAGS = {
    "py3",
    "py2.py3",
    "cp311",
    "abi3",
    "none",
    "any",
    "manylinux_2_17_x86_64.manylinux2014_x86_64",
    "win_amd64",
    "",
    "3py",
    "p+y",
    "py3."
  };

  private final Random random;
  private String lastBase = "1.0";

  Cases(long seed) {
    random = new Random(seed);
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private String separator() {
    return oneOf("", "", ".", "-", "_");
  }

  String name() {
    String name =
        oneIn(2)
            ? oneOf(NAMES)
            : oneOf("a", "B", "9", "foo", "-", "_", ".")
                + oneOf(NAMES)
                + oneOf("", "-", "_x", "..y", "Z");
    return oneIn(8) ? damaged(name) : name;
  }

  /** A version in some spelling; one in ten is probably none. */
  String version() {
    String version = goodVersion();
    return oneIn(10) ? damaged(version) : version;
  }

  String goodVersion() {
    return oneOf("", "", "", "v", "V") + base() + suffixes() + (oneIn(5) ? "+" + local() : "");
  }

  /** A version that often has the epoch and release of the one before, so that the rest decides. */
  String relative() {
    String base = oneIn(4) ? base() : lastBase + oneOf("", "", ".0", ".00", ".1");
    return base + suffixes() + (oneIn(4) ? "+" + local() : "");
  }

  private String base() {
    String epoch = oneIn(8) ? oneOf("0", "1", "2") + "!" : "";
    lastBase = epoch + String.join(".", many(1 + random.nextInt(4), () -> oneOf(NUMBERS)));
    return lastBase;
  }

  private String suffixes() {
    var out = new StringBuilder();
    if (oneIn(3)) {
      out.append(separator())
          .append(oneOf(PHASES))
          .append(separator())
          .append(oneOf("", "0", "1", "2", "01"));
    }
    if (oneIn(4)) {
      out.append(
          oneIn(4)
              ? "-" + oneOf("1", "2")
              : separator() + oneOf(POSTS) + separator() + oneOf("", "0", "1", "2"));
    }
    if (oneIn(4)) {
      out.append(separator())
          .append(oneOf("dev", "DEV"))
          .append(separator())
          .append(oneOf("", "0", "1", "02"));
    }
    return out.toString();
  }

  private String local() {
    return String.join(oneOf(".", "-", "_"), many(1 + random.nextInt(3), () -> oneOf(LOCALS)));
  }

  private String damaged(String text) {
    int at = random.nextInt(text.length() + 1);
    return oneIn(3) && at < text.length()
        ? text.substring(0, at) + text.substring(at + 1)
        : text.substring(0, at) + oneOf(NOISE) + text.substring(at);
  }

  String specifiers() {
    return String.join(oneOf(",", ", ", " ,", ",,"), many(random.nextInt(4), this::specifier));
  }

  private String specifier() {
    String operator = oneOf(OPERATORS);
    String version =
        switch (random.nextInt(4)) {
          case 0 -> base() + ".*";
          case 1 -> base();
          case 2 -> base() + suffixes();
          default -> version();
        };
    return oneOf("", " ") + operator + oneOf("", " ", "\t") + version + oneOf("", " ");
  }

  /** Specifiers that are probably valid, so that questions about them are worth asking. */
  String goodSpecifiers() {
    return String.join(
        ",",
        many(
            1 + random.nextInt(2),
            () -> {
              String operator = oneOf("==", "!=", "<=", ">=", "<", ">", "~=", "===");
              return switch (operator) {
                case "==", "!=" -> operator + (oneIn(3) ? base() + ".*" : goodVersion());
                case "~=" -> operator + base() + "." + oneOf(NUMBERS) + suffixes();
                default -> operator + base() + suffixes();
              };
            }));
  }

  String wheel() {
    String build = oneIn(3) ? "-" + oneOf("1", "2b", "00", "x", "", "1_local", "12.3") : "";
    String stem =
        oneOf(NAMES)
            + "-"
            + version()
            + build
            + "-"
            + oneOf(TAGS)
            + "-"
            + oneOf(TAGS)
            + "-"
            + oneOf(TAGS);
    return (oneIn(12) ? damaged(stem) : stem)
        + oneOf(".whl", ".whl", ".whl", ".whl", ".WHL", ".zip");
  }

  String sdist() {
    String stem = oneOf(NAMES) + "-" + version();
    return (oneIn(12) ? damaged(stem) : stem)
        + oneOf(".tar.gz", ".tar.gz", ".zip", ".tar.bz2", ".tgz", "");
  }

  String metadata() {
    var out = new StringBuilder("Metadata-Version: 2." + random.nextInt(5) + oneOf("\n", "\r\n"));
    out.append("Name:").append(oneOf(" ", "", "\t")).append("foo").append("\n");
    out.append(oneOf("Version", "VERSION", "version"))
        .append(": 1.")
        .append(random.nextInt(9))
        .append("\n");
    for (String line : many(random.nextInt(8), this::headerLine)) {
      out.append(line).append(oneOf("\n", "\n", "\r\n", "\r"));
    }
    return out
        + oneOf(
            "",
            "\n",
            "\r\n",
            "\nA body.\n\nName: not a header\n",
            "\n\n  é body\r\nof two lines",
            "no header at all\n");
  }

  private String headerLine() {
    return oneOf(
        "Keywords: a, b,c ,é",
        "Requires-Dist: bar>=1; extra == 'x'",
        "requires-dist: baz",
        "Classifier: Programming Language :: Python",
        "License: first line\n        second line\n  third",
        "X-Unknown: é",
        "Summary: café ☕",
        "Summary:   spaced  ",
        "Requires-Python: >=3.8",
        "Requires-Python:",
        "Classifier: a\n\tfolded one",
        ": no name",
        "Description-Content-Type: text/markdown; charset=UTF-8");
  }

  <T> List<T> many(int n, java.util.function.Supplier<T> each) {
    return new ArrayList<>(IntStream.range(0, n).mapToObj(i -> each.get()).toList());
  }
}
