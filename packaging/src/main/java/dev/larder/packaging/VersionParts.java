package dev.larder.packaging;

import java.util.List;
import java.util.Optional;

/**
 * The segments of a version, normalised. Numbers are {@link Numeral}s.
 *
 * @param local empty where there is no local label
 */
record VersionParts(
    String epoch,
    List<String> release,
    Optional<Pre> pre,
    Optional<String> post,
    Optional<String> dev,
    List<String> local) {

  /** In the order in which they sort. */
  enum Phase {
    a,
    b,
    rc
  }

  record Pre(Phase phase, String number) {}

  String text() {
    var out = new StringBuilder();
    if (!epoch.equals("0")) {
      out.append(epoch).append('!');
    }
    out.append(String.join(".", release));
    pre.ifPresent(p -> out.append(p.phase()).append(p.number()));
    post.ifPresent(n -> out.append(".post").append(n));
    dev.ifPresent(n -> out.append(".dev").append(n));
    if (!local.isEmpty()) {
      out.append('+').append(String.join(".", local));
    }
    return out.toString();
  }
}
