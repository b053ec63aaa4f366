package dev.larder.packaging;

import java.util.Optional;
import java.util.regex.Matcher;

/** Reads a text token by token, as whoever asks expects them. */
final class Scanner {

  /** Something else stands there. */
  static final class UnexpectedException extends Exception {
    private static final long serialVersionUID = 1;

    UnexpectedException() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  Optional<String> read(Token token) {
    Matcher matcher =
        token
            .pattern()
            .matcher(text)
            .region(at, text.length())
            .useTransparentBounds(true)
            .useAnchoringBounds(false);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  boolean accept(Token token) {
    return read(token).isPresent();
  }

  String expect(Token token) throws UnexpectedException {
    return read(token).orElseThrow(UnexpectedException::new);
  }

  void skipBlanks() {
    accept(Token.BLANKS);
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  void expectEnd() throws UnexpectedException {
    if (!isAtEnd()) {
      throw new UnexpectedException();
    }
  }

  String rest() {
    return text.substring(at);
  }
}
