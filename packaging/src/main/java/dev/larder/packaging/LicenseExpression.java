package dev.larder.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A licence expression (PEP 639): identifiers of the SPDX list or {@code LicenseRef-…}, {@code
 * WITH} an exception, joined by {@code AND}, {@code OR} and parentheses.
 */
public final class LicenseExpression {

  private static final Set<String> WORDS = Set.of("and", "or", "with", "(", ")");
  private static final String REF = "licenseref-";

  /** Nobody who means well nests deeper. */
  private static final int DEEPEST = 50;

  private static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidException(String message) {
      super(message, null, false, false);
    }
  }

  private final String text;
  private final List<String> tokens;
  private final List<String> normalised = new ArrayList<>();
  private int at;

  private LicenseExpression(String text) {
    this.text = text;
    this.tokens = tokens(text);
  }

  /** The expression, or empty where it is none or names a licence that nobody knows. */
  public static Optional<LicenseExpression> parse(String text) {
    try {
      return Optional.of(read(text));
    } catch (InvalidException e) {
      return Optional.empty();
    }
  }

  /**
   * The expression.
   *
   * @throws IllegalArgumentException with one line that says what is wrong with it
   */
  public static LicenseExpression of(String text) {
    try {
      return read(text);
    } catch (InvalidException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static LicenseExpression read(String text) throws InvalidException {
    var expression = new LicenseExpression(text);
    expression.expression(0);
    if (expression.at < expression.tokens.size()) {
      throw expression.malformed();
    }
    return expression;
  }

  private static List<String> tokens(String text) {
    var tokens = new ArrayList<String>();
    var token = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean alone = c == '(' || c == ')';
      if (!alone && !Whitespace.is(c)) {
        token.append(c);
        continue;
      }
      if (!token.isEmpty()) {
        tokens.add(token.toString());
        token.setLength(0);
      }
      if (alone) {
        tokens.add(String.valueOf(c));
      }
    }
    return tokens;
  }

  private String next() {
    return at < tokens.size() ? tokens.get(at).toLowerCase(Locale.ROOT) : "";
  }

  private void word() {
    normalised.add(next().toUpperCase(Locale.ROOT));
    at++;
  }

  private void expression(int depth) throws InvalidException {
    term(depth);
    while (next().equals("and") || next().equals("or")) {
      word();
      term(depth);
    }
  }

  private void term(int depth) throws InvalidException {
    if (!next().equals("(")) {
      license();
      return;
    }
    if (depth == DEEPEST) {
      throw malformed();
    }
    word();
    expression(depth + 1);
    if (!next().equals(")")) {
      throw malformed();
    }
    word();
  }

  private void license() throws InvalidException {
    String token = next();
    if (token.isEmpty() || WORDS.contains(token)) {
      throw malformed();
    }
    normalised.add(token.startsWith(REF) ? ref() : listed(token));
    at++;
    if (next().equals("with")) {
      word();
      exception();
    }
  }

  private String ref() throws InvalidException {
    String name = tokens.get(at).substring(REF.length());
    boolean valid =
        !name.isEmpty()
            && name.chars()
                .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-'));
    if (!valid) {
      throw new InvalidException("Invalid licenseref: '%s'".formatted(OneLine.of(tokens.get(at))));
    }
    return "LicenseRef-" + name;
  }

  private String listed(String token) throws InvalidException {
    String plus = token.endsWith("+") ? "+" : "";
    String id = token.substring(0, token.length() - plus.length());
    return SpdxList.LICENSES
            .find(id)
            .orElseThrow(
                () -> new InvalidException("Unknown license: '%s'".formatted(OneLine.of(id))))
        + plus;
  }

  private void exception() throws InvalidException {
    String token = next();
    if (token.isEmpty() || WORDS.contains(token)) {
      throw malformed();
    }
    normalised.add(
        SpdxList.EXCEPTIONS
            .find(token)
            .orElseThrow(
                () ->
                    new InvalidException(
                        "Unknown license exception: '%s'".formatted(OneLine.of(token)))));
    at++;
  }

  private InvalidException malformed() {
    return new InvalidException("Invalid license expression: '%s'".formatted(OneLine.of(text)));
  }

  /** With every identifier and word in its proper case. */
  @Override
  public String toString() {
    return String.join(" ", normalised).replace("( ", "(").replace(" )", ")");
  }
}
