package dev.larder.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads dependencies as Python's packaging does. */
final class RequirementParser {

  private final Scanner scanner;

  private RequirementParser(String text) {
    scanner = new Scanner(text);
  }

  static Optional<Requirement> parse(String text) {
    try {
      return Optional.of(new RequirementParser(text).requirement());
    } catch (Scanner.UnexpectedException e) {
      return Optional.empty();
    }
  }

  private Requirement requirement() throws Scanner.UnexpectedException {
    scanner.skipBlanks();
    String name = scanner.expect(Token.IDENTIFIER);
    scanner.skipBlanks();
    List<String> extras = extras();
    scanner.skipBlanks();
    Optional<String> url = Optional.empty();
    SpecifierSet specifiers = SpecifierSet.of("");
    if (scanner.accept(Token.AT)) {
      scanner.skipBlanks();
      url = Optional.of(scanner.expect(Token.URL));
      if (!scanner.isAtEnd()) {
        scanner.expect(Token.BLANKS);
      }
    } else {
      specifiers = specifiers();
      scanner.skipBlanks();
    }
    Optional<String> marker = marker();
    return new Requirement(name, extras, url, specifiers, marker);
  }

  private Optional<String> marker() throws Scanner.UnexpectedException {
    if (scanner.isAtEnd()) {
      return Optional.empty();
    }
    scanner.expect(Token.SEMICOLON);
    String marker = scanner.rest();
    new MarkerParser(scanner).marker();
    scanner.expectEnd();
    return Optional.of(Whitespace.strip(marker));
  }

  private List<String> extras() throws Scanner.UnexpectedException {
    var extras = new ArrayList<String>();
    if (!scanner.accept(Token.LEFT_BRACKET)) {
      return extras;
    }
    scanner.skipBlanks();
    Optional<String> first = scanner.read(Token.IDENTIFIER);
    first.ifPresent(extras::add);
    scanner.skipBlanks();
    while (first.isPresent() && scanner.accept(Token.COMMA)) {
      scanner.skipBlanks();
      extras.add(scanner.expect(Token.IDENTIFIER));
      scanner.skipBlanks();
    }
    scanner.expect(Token.RIGHT_BRACKET);
    return extras;
  }

  private SpecifierSet specifiers() throws Scanner.UnexpectedException {
    boolean enclosed = scanner.accept(Token.LEFT_PARENTHESIS);
    String text = scanner.expect(Token.CLAUSES);
    if (enclosed) {
      scanner.expect(Token.RIGHT_PARENTHESIS);
    }
    checkCommas(text.split(",", -1));
    return SpecifierSet.parse(text).orElseThrow(Scanner.UnexpectedException::new);
  }

  /** Only the last clause may be empty; what follows {@code ===} goes on to the next blank. */
  private static void checkCommas(String[] clauses) throws Scanner.UnexpectedException {
    boolean identical = false;
    for (int i = 0; i < clauses.length; i++) {
      boolean last = i == clauses.length - 1;
      String clause = stripBlanks(clauses[i]);
      boolean goesOn = identical && clauses[i].startsWith(clause);
      boolean ends = clause.chars().anyMatch(c -> isBlank((char) c));
      if (identical && (goesOn ? ends : !last || !clause.isEmpty())) {
        throw new Scanner.UnexpectedException();
      }
      if ((clause.isEmpty() && !last && !goesOn) || !Whitespace.strip(clause).equals(clause)) {
        throw new Scanner.UnexpectedException();
      }
      identical = (goesOn || clause.startsWith("===")) && clauses[i].endsWith(clause);
    }
  }

  private static String stripBlanks(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
