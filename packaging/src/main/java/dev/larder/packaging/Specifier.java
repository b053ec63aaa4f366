package dev.larder.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One clause of a version specifier (PEP 440), such as {@code >=1.0} or {@code ==2.*}. */
public final class Specifier {

  /** Longest first where one begins with another. */
  public enum Operator {
    IDENTICAL("==="),
    COMPATIBLE("~="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  private final Operator operator;
  private final String text;
  private final Optional<SpecifiedVersion> specified;

  private Specifier(Operator operator, String text, Optional<SpecifiedVersion> specified) {
    this.operator = operator;
    this.text = text;
    this.specified = specified;
  }

  /**
   * The clause, or empty where the text is none by PEP 440. White space around it and after the
   * operator is ignored.
   */
  public static Optional<Specifier> parse(String text) {
    String stripped = Whitespace.strip(text);
    return Arrays.stream(Operator.values())
        .filter(operator -> stripped.startsWith(operator.sign()))
        .findFirst()
        .flatMap(
            operator ->
                parse(operator, Whitespace.strip(stripped.substring(operator.sign().length()))));
  }

  private static Optional<Specifier> parse(Operator operator, String text) {
    if (operator == Operator.IDENTICAL) {
      return text.chars().anyMatch(c -> Whitespace.is((char) c) || c == ';' || c == ')')
          ? Optional.empty()
          : Optional.of(
              new Specifier(
                  operator, text, Version.parse(text).map(v -> new SpecifiedVersion(v, false))));
    }
    boolean wildcard = text.endsWith(".*");
    String versionText = wildcard ? text.substring(0, text.length() - 2) : text;
    if (!Whitespace.strip(versionText).equals(versionText)) {
      return Optional.empty();
    }
    return Version.parse(versionText)
        .map(version -> new SpecifiedVersion(version, wildcard))
        .filter(version -> version.isAllowedWith(operator))
        .map(version -> new Specifier(operator, text, Optional.of(version)));
  }

  public Operator operator() {
    return operator;
  }

  /** What follows the operator, as it was written. */
  public String versionText() {
    return text;
  }

  /** Whether the version satisfies this clause, whether or not it is a pre-release. */
  public boolean contains(Version version) {
    return contains(version.toString(), Optional.of(version));
  }

  /**
   * {@code ===} compares texts, everything else versions; what is no version satisfies {@code ===}
   * alone.
   */
  boolean contains(String versionText, Optional<Version> version) {
    return operator == Operator.IDENTICAL
        ? versionText.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))
        : version.isPresent() && specified.orElseThrow().matches(operator, version.get());
  }

  /** Whether this clause names a pre-release, and so asks for pre-releases. */
  boolean asksForPrereleases() {
    return operator != Operator.NOT_EQUAL
        && specified.filter(v -> !v.wildcard() && v.version().isPrerelease()).isPresent();
  }

  private List<Object> canonical() {
    if (operator == Operator.IDENTICAL || specified.orElseThrow().wildcard()) {
      return List.of(operator, text);
    }
    Version version = specified.get().version();
    // ~=1.0 and ~=1.0.0 are different clauses, ==1.0 and ==1.0.0 are not
    return operator == Operator.COMPATIBLE
        ? List.of(operator, version.toString())
        : List.of(operator, version);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Specifier specifier && canonical().equals(specifier.canonical());
  }

  @Override
  public int hashCode() {
    return canonical().hashCode();
  }

  /** Operator and version as they were written, without white space. */
  @Override
  public String toString() {
    return operator.sign() + text;
  }
}
