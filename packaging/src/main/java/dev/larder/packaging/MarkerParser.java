package dev.larder.packaging;

/** Reads environment markers (PEP 508), only to say whether they are any. */
final class MarkerParser {

  /** Nobody who means well nests deeper. */
  private static final int DEEPEST = 50;

  private final Scanner scanner;
  private int depth;

  MarkerParser(Scanner scanner) {
    this.scanner = scanner;
  }

  void marker() throws Scanner.UnexpectedException {
    atom();
    while (scanner.accept(Token.BOOLEAN)) {
      atom();
    }
  }

  private void atom() throws Scanner.UnexpectedException {
    scanner.skipBlanks();
    if (scanner.accept(Token.LEFT_PARENTHESIS)) {
      depth++;
      if (depth > DEEPEST) {
        throw new Scanner.UnexpectedException();
      }
      marker();
      depth--;
      scanner.expect(Token.RIGHT_PARENTHESIS);
    } else {
      operand();
      scanner.skipBlanks();
      operator();
      scanner.skipBlanks();
      operand();
    }
    scanner.skipBlanks();
  }

  private void operand() throws Scanner.UnexpectedException {
    if (!scanner.accept(Token.VARIABLE)) {
      String quoted = scanner.expect(Token.QUOTED);
      // Python reads it as a string of its own: on one line, its end not escaped
      if (quoted.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)
          || quoted.charAt(quoted.length() - 2) == '\\') {
        throw new Scanner.UnexpectedException();
      }
    }
  }

  private void operator() throws Scanner.UnexpectedException {
    if (scanner.accept(Token.NOT)) {
      scanner.expect(Token.BLANKS);
      scanner.expect(Token.IN);
    } else if (!scanner.accept(Token.IN)) {
      scanner.expect(Token.OPERATOR);
    }
  }
}
