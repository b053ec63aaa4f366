package dev.larder.packaging;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Dependencies and licence expressions, good ones and bad, the same for the same seed. */
final class DependencyCases {

  private static final String[] NOISE = {
    " ", ";", ",", "(", ")", "[", "]", "'", "\"", "@", "é", "\n", "\t", "\u00a0", "not", "in", "+",
    "_", "-", "x"
  };

  private final Random random;
  private final Cases cases;

  DependencyCases(long seed) {
    random = new Random(seed);
    cases = new Cases(seed);
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private String joined(String separator, int most, java.util.function.Supplier<String> each) {
    return IntStream.rangeClosed(0, random.nextInt(most))
        .mapToObj(i -> each.get())
        .collect(Collectors.joining(separator));
  }

  private String damaged(String text) {
    int at = random.nextInt(text.length() + 1);
    return oneIn(3) && at < text.length()
        ? text.substring(0, at) + text.substring(at + 1)
        : text.substring(0, at) + oneOf(NOISE) + text.substring(at);
  }

  String requirement() {
    String name = oneOf("requests", "Foo.Bar", "a", "zope.interface", "x_", "foo-bar", "4ever");
    String extras = oneIn(3) ? "[" + joined(oneOf(",", ", "), 2, this::extra) + "]" : "";
    String what =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> " (" + cases.goodSpecifiers() + oneOf("", ",") + ")";
          case 2 -> " @ " + oneOf("https://host/a-1.zip", "file:///x y", "git+ssh://h/a#b") + " ";
          case 3 -> cases.specifiers();
          default -> oneOf("", " ") + cases.goodSpecifiers();
        };
    String marker = oneIn(2) ? oneOf(";", " ; ", "; ") + marker(2) : "";
    String whole = oneOf("", " ") + name + extras + what + marker + oneOf("", " ");
    return oneIn(6) ? damaged(whole) : whole;
  }

  private String extra() {
    return oneOf("socks", "Dev_x", "a.b", "test", "");
  }

  private String marker(int depth) {
    if (depth > 0 && oneIn(3)) {
      return oneOf("(", "( ") + marker(depth - 1) + oneOf(")", " )");
    }
    String item =
        oneOf("python_version", "os.name", "sys_platform", "extra", "'3.8'", "platform_machine")
            + oneOf(" ", "")
            + oneOf("==", "<", ">=", "!=", "~=", "in ", " in ", " not in ", "===")
            + oneOf(" ", "")
            + oneOf("'3.8'", "\"win32\"", "'x'", "os_name", "\"\"");
    return depth > 0 && oneIn(3)
        ? item + oneOf(" and ", " or ", " and", "or ") + marker(depth - 1)
        : item;
  }

  String license() {
    String text = licenses(2);
    return oneIn(6) ? damaged(text) : text;
  }

  private String licenses(int depth) {
    if (depth > 0 && oneIn(3)) {
      return oneOf("(", "( ") + licenses(depth - 1) + oneOf(")", " )");
    }
    String one =
        oneOf(
            List.of("MIT", "mit", "Apache-2.0", "BSD-3-Clause", "GPL-2.0-or-later", "LGPL-2.1+")
                .get(random.nextInt(6)),
            "LicenseRef-Corp.1",
            "licenseref-x",
            "GPL-2.0-only WITH Classpath-exception-2.0",
            "Apache-2.0 with llvm-exception",
            "MIT WITH nothing",
            "Unknown-1",
            "LicenseRef-",
            "LicenseRef-a_b");
    return depth > 0 && oneIn(2) ? one + oneOf(" AND ", " or ", " Or ") + licenses(depth - 1) : one;
  }
}
