package dev.larder.packaging;

import dev.larder.packaging.VersionParts.Phase;
import dev.larder.packaging.VersionParts.Pre;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads PEP 440's grammar by hand: a regular expression for it overflows Java's stack on a long
 * release, and file names come from strangers.
 */
final class VersionParser {

  private static final List<Spelling> PHASES =
      List.of(
          new Spelling("alpha", Phase.a),
          new Spelling("a", Phase.a),
          new Spelling("beta", Phase.b),
          new Spelling("b", Phase.b),
          new Spelling("preview", Phase.rc),
          new Spelling("pre", Phase.rc),
          new Spelling("c", Phase.rc),
          new Spelling("rc", Phase.rc));

  private record Spelling(String word, Phase phase) {}

  private final String text;
  private int at;

  private VersionParser(String text) {
    this.text = text;
  }

  static Optional<VersionParts> parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      // Unicode has letters outside ASCII that are ASCII in lower case; a version is ASCII alone
      if (text.charAt(i) > 0x7f && !Whitespace.is(text.charAt(i))) {
        return Optional.empty();
      }
    }
    return new VersionParser(Whitespace.strip(text).toLowerCase(Locale.ROOT)).version();
  }

  private Optional<VersionParts> version() {
    take("v");
    String epoch = epoch();
    List<String> release = release();
    if (release.isEmpty()) {
      return Optional.empty();
    }
    Optional<Pre> pre = pre();
    Optional<String> post = post();
    Optional<String> dev = dev();
    List<String> local = local();
    return at == text.length()
        ? Optional.of(new VersionParts(epoch, release, pre, post, dev, local))
        : Optional.empty();
  }

  private String epoch() {
    int start = at;
    String digits = digits();
    if (!digits.isEmpty() && take("!")) {
      return Numeral.of(digits);
    }
    at = start;
    return "0";
  }

  private List<String> release() {
    var numbers = new ArrayList<String>(4);
    String digits = digits();
    while (!digits.isEmpty()) {
      numbers.add(Numeral.of(digits));
      int dot = at;
      digits = take(".") ? digits() : "";
      if (digits.isEmpty()) {
        at = dot;
      }
    }
    return List.copyOf(numbers);
  }

  private Optional<Pre> pre() {
    int start = at;
    takeSeparator();
    for (Spelling spelling : PHASES) {
      if (take(spelling.word())) {
        return Optional.of(new Pre(spelling.phase(), optionalNumber()));
      }
    }
    at = start;
    return Optional.empty();
  }

  private Optional<String> post() {
    int start = at;
    if (take("-")) {
      String digits = digits();
      if (!digits.isEmpty()) {
        return Optional.of(Numeral.of(digits));
      }
      at = start;
    }
    return word("post", "rev", "r");
  }

  private Optional<String> dev() {
    return word("dev");
  }

  private Optional<String> word(String... spellings) {
    int start = at;
    takeSeparator();
    for (String spelling : spellings) {
      if (take(spelling)) {
        return Optional.of(optionalNumber());
      }
    }
    at = start;
    return Optional.empty();
  }

  private String optionalNumber() {
    takeSeparator();
    String digits = digits();
    return digits.isEmpty() ? "0" : Numeral.of(digits);
  }

  private List<String> local() {
    if (!take("+")) {
      return List.of();
    }
    var labels = new ArrayList<String>(2);
    do {
      int start = at;
      while (at < text.length() && isAlphanumeric(text.charAt(at))) {
        at++;
      }
      if (start == at) {
        at = start - 1;
        break;
      }
      String label = text.substring(start, at);
      labels.add(Numeral.isDigits(label) ? Numeral.of(label) : label);
    } while (takeSeparator());
    return List.copyOf(labels);
  }

  private String digits() {
    int start = at;
    while (at < text.length() && Numeral.isDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean take(String word) {
    boolean there = text.startsWith(word, at);
    if (there) {
      at += word.length();
    }
    return there;
  }

  private boolean takeSeparator() {
    return take(".") || take("_") || take("-");
  }

  private static boolean isAlphanumeric(char c) {
    return Numeral.isDigit(c) || (c >= 'a' && c <= 'z');
  }
}
