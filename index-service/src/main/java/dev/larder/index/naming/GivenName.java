package dev.larder.index.naming;

import dev.larder.index.change.Refusal;
import dev.larder.index.snapshot.SnapshotName;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What repositories and sources may be called: nothing that means something else in a URL. */
public final class GivenName {
  private static final Pattern GOOD = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?");
  private static final Set<String> TAKEN =
      Set.of(
          "latest",
          "simple",
          "packages",
          "upload",
          "auth",
          "metrics",
          "integrity",
          "rss",
          "assets",
          "internal",
          "health",
          "v1",
          "namespace",
          "namespaces");

  private GivenName() {}

  /**
   * Why that can't be the name of one.
   *
   * @param what {@code repository} or {@code source}
   */
  public static Optional<Refusal> refusal(String what, String name) {
    if (!GOOD.matcher(name).matches()) {
      return Optional.of(
          Refusal.wrong(
              "'%s' can't be the name of a %s: give 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning and ending with a letter or digit"
                  .formatted(name, what)));
    }
    if (TAKEN.contains(name)) {
      return Optional.of(
          Refusal.wrong(
              "'%s' can't be the name of a %s: it means something else in URLs"
                  .formatted(name, what)));
    }
    if (SnapshotName.looksLikeOne(name)) {
      return Optional.of(
          Refusal.wrong(
              "'%s' can't be the name of a %s: it reads as a date, an instant or a serial"
                  .formatted(name, what)));
    }
    return Optional.empty();
  }
}
