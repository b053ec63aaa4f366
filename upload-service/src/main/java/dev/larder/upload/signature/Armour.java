package dev.larder.upload.signature;

/** The text around a signature (RFC 9580, 6.2). */
final class Armour {
  private static final String BEGIN = "-----BEGIN PGP SIGNATURE-----";
  private static final String END = "-----END PGP SIGNATURE-----";

  private Armour() {}

  /** Whether a text is a block of armour, the whole of it and nothing else. */
  static boolean isOneBlock(String text) {
    return text.startsWith(BEGIN)
        && text.endsWith(END)
        && text.indexOf(BEGIN, 1) < 0
        && text.indexOf(END) == text.length() - END.length()
        && text.chars()
            .allMatch(c -> c < 0x7f && (c >= ' ' || c == '\n' || c == '\r' || c == '\t'));
  }
}
