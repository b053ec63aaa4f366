package dev.larder.e2e.publish;

import java.util.Locale;

/** What may become of an upload. */
enum Outcome {
  /** A file that isn't there yet. */
  NEW,
  /** The same bytes once more. */
  AGAIN,
  /** The same name with other bytes. */
  CONFLICT,
  /** Nothing is said of who uploads. */
  NO_TOKEN,
  /** What is said was never a token. */
  NONSENSE,
  /** The token may read the source, not write it. */
  WRONG_SCOPE,
  /** The token is for the other source. */
  OTHER_SOURCE,
  REVOKED,
  EXPIRED;

  /** The server's sentence; nothing where an upload is answered with success. */
  String sentence(String source, String filename) {
    return switch (this) {
      case NEW, AGAIN -> "";
      case CONFLICT -> "File already exists ('" + filename + "'";
      case NO_TOKEN -> "this needs a token: user __token__, the token as password";
      case NONSENSE, REVOKED, EXPIRED -> "Invalid or non-existent authentication information.";
      case WRONG_SCOPE ->
          "The given token isn't allowed to upload: it lacks the scope 'sources:write'.";
      case OTHER_SOURCE -> "The given token isn't allowed to upload to source '" + source + "'.";
    };
  }

  int status() {
    return switch (this) {
      case NEW, AGAIN -> 200;
      case CONFLICT -> 400;
      case NO_TOKEN -> 401;
      case NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED -> 403;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
