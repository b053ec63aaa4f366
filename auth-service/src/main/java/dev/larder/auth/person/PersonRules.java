package dev.larder.auth.person;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a person who is made here must be like. */
final class PersonRules {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,62}[a-z0-9]");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");

  private PersonRules() {}

  /** What is wrong with this name and address; one line. */
  static Optional<String> refusal(String name, Optional<String> email) {
    return NAME.matcher(name).matches()
        ? refusal(email)
        : Optional.of(
            "'%s' is no name for a person: 3 to 64 of a-z, 0-9, '.', '_', '-' or '@', with a letter or digit at both ends"
                .formatted(name));
  }

  /** What is wrong with this address; an empty one is none. */
  static Optional<String> refusal(Optional<String> email) {
    return email
        .filter(text -> !text.isEmpty() && !EMAIL.matcher(text).matches())
        .map("'%s' is no e-mail address"::formatted);
  }
}
