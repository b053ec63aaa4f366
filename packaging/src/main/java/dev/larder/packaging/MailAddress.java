package dev.larder.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The address in an {@code Author-email} (RFC 822's {@code From}), by its form. Unlike PyPI this
 * takes hosts that only a company's own network knows ({@code ada@corp}, {@code ada@corp.local}).
 */
final class MailAddress {

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final String LETTERS = "!#$%&'*+-/=?^_`{|}~";

  private MailAddress() {}

  /**
   * What is wrong with it, in one line. As on PyPI, nothing is where it holds no address or several
   * of them.
   */
  static Optional<String> wrong(String field) {
    List<String> mailboxes = mailboxes(field);
    if (mailboxes.size() != 1 || mailboxes.getFirst().isEmpty()) {
      return Optional.empty();
    }
    String address = mailboxes.getFirst();
    return reason(address)
        .map(
            reason ->
                "'%s' is not a valid email address: %s".formatted(OneLine.of(address), reason));
  }

  /** What stands between the commas: of each the part in angle brackets, where it has one. */
  private static List<String> mailboxes(String field) {
    var mailboxes = new ArrayList<String>();
    var piece = new StringBuilder();
    Optional<String> angle = Optional.empty();
    char until = 0;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (until == '>' && c == '>') {
        angle = Optional.of(piece.toString());
        until = 0;
      } else if (until == '"' || until == ')') {
        until = c == until ? 0 : until;
      } else if (until == 0 && (c == '"' || c == '(')) {
        until = c == '"' ? '"' : ')';
      } else if (until == 0 && c == '<') {
        piece.setLength(0);
        until = '>';
      } else if (until == 0 && c == ',') {
        mailboxes.add(Whitespace.strip(angle.orElse(piece.toString())));
        piece.setLength(0);
        angle = Optional.empty();
      } else {
        piece.append(c);
      }
    }
    mailboxes.add(Whitespace.strip(angle.orElse(piece.toString())));
    return mailboxes;
  }

  private static Optional<String> reason(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return Optional.of("An email address must have an @-sign.");
    }
    String local = address.substring(0, at);
    String domain = address.substring(at + 1);
    if (local.isEmpty()) {
      return Optional.of("There must be something before the @-sign.");
    }
    if (domain.isEmpty()) {
      return Optional.of("There must be something after the @-sign.");
    }
    if (local.length() > LONGEST_LOCAL) {
      return Optional.of("The email address is too long before the @-sign.");
    }
    if (domain.length() > LONGEST_DOMAIN) {
      return Optional.of("The email address is too long after the @-sign.");
    }
    if (!hasParts(local, LETTERS)) {
      return Optional.of("What stands before the @-sign is invalid.");
    }
    return hasParts(domain, "-")
        ? Optional.empty()
        : Optional.of("What stands after the @-sign is invalid.");
  }

  /** Letters, digits and {@code others}, with single dots between. */
  private static boolean hasParts(String text, String others) {
    for (String part : text.split("\\.", -1)) {
      if (part.isEmpty()
          || !part.codePoints()
              .allMatch(c -> Character.isLetterOrDigit(c) || isMark(c) || others.indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  /** Accents that stand for themselves. */
  private static boolean isMark(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }
}
