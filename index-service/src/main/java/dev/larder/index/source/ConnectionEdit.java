package dev.larder.index.source;

import dev.larder.index.change.Refusal;
import dev.larder.outbound.AllowList;
import dev.larder.outbound.HttpProxy;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks about how an upstream is reached; null stays as it is.
 *
 * @param allow an empty list for nothing
 * @param proxy an empty text for none of its own
 */
record ConnectionEdit(
    @Nullable List<Integer> missingStatus, @Nullable List<String> allow, @Nullable String proxy) {
  private static final int MOST = 100;

  /** These ask for something else than to come later, or for other credentials. */
  private static final Set<Integer> NEVER_MISSING = Set.of(401, 407, 408, 425, 429);

  boolean isEmpty() {
    return missingStatus == null && allow == null && proxy == null;
  }

  Optional<Refusal> refusal() {
    if (missingStatus != null) {
      for (int status : missingStatus) {
        if (status < 400 || status > 499 || NEVER_MISSING.contains(status)) {
          return Optional.of(
              Refusal.wrong(
                  ("'missingStatus' can't be %d: only a status from 400 to 499 can mean that"
                          + " something isn't there, and not 401, 407, 408, 425 or 429, which ask"
                          + " for credentials or for patience")
                      .formatted(status)));
        }
      }
    }
    if (allow != null && allow.size() > MOST) {
      return Optional.of(
          Refusal.wrong("'allow' has more than %d entries; give a network".formatted(MOST)));
    }
    try {
      AllowList.of(allow == null ? List.of() : allow);
    } catch (IllegalArgumentException e) {
      return Optional.of(Refusal.wrong("'allow': " + e.getMessage()));
    }
    try {
      if (proxy != null && !proxy.isBlank()) {
        HttpProxy.of(proxy);
      }
    } catch (IllegalArgumentException e) {
      return Optional.of(Refusal.wrong("'proxy' " + e.getMessage()));
    }
    return Optional.empty();
  }

  ConnectionSettings applied(ConnectionSettings now) {
    return new ConnectionSettings(
        now.inside(),
        allow == null ? now.allow() : allow.stream().map(String::strip).distinct().toList(),
        proxy == null ? now.proxy() : proxy.isBlank() ? null : proxy.strip(),
        missingStatus == null
            ? now.missingStatus()
            : missingStatus.stream().distinct().sorted().toList());
  }

  /** What a change is called in the log. */
  static List<String> changed(ConnectionSettings from, ConnectionSettings to) {
    List<String> what = new ArrayList<>();
    if (!from.missingStatus().equals(to.missingStatus())) {
      what.add("missingStatus " + words(to.missingStatus()));
    }
    if (!from.allow().equals(to.allow())) {
      what.add("allow " + words(to.allow()));
    }
    if (!Optional.ofNullable(from.inside()).equals(Optional.ofNullable(to.inside()))) {
      what.add("inside " + (to.inside() == null ? "unknown" : words(to.inside())));
    }
    if (!Optional.ofNullable(from.proxy()).equals(Optional.ofNullable(to.proxy()))) {
      what.add("proxy " + (to.proxy() == null ? "none" : to.shownProxy()));
    }
    return what;
  }

  private static String words(List<?> values) {
    return values.isEmpty()
        ? "none"
        : String.join(" ", values.stream().map(Object::toString).toList());
  }
}
