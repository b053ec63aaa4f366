package dev.larder.auth.person;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What shall change about a person; absent where it shall stay as it is, an empty address for none.
 */
record PersonEdit(
    Optional<String> email,
    Optional<List<String>> groups,
    Optional<Boolean> enabled,
    boolean resetPassword) {

  static final String BARRED = "may not sign in";

  /** Whether it gives nothing that could be misused. */
  boolean onlyBars() {
    return enabled.equals(Optional.of(false))
        && email.isEmpty()
        && groups.isEmpty()
        && !resetPassword;
  }

  /** In the words of the log. */
  String said() {
    return Stream.of(
            groups.map(names -> "groups " + (names.isEmpty() ? "none" : String.join(", ", names))),
            enabled.map(yes -> yes ? "may sign in" : BARRED),
            email.map(_ -> "e-mail address"),
            resetPassword ? Optional.of("password reset") : Optional.<String>empty())
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }
}
