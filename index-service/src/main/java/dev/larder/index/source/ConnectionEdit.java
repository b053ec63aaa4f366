package dev.larder.index.source;

import dev.larder.index.change.Refusal;
import dev.larder.outbound.AllowList;
import dev.larder.outbound.HttpProxy;
import dev.larder.outbound.TlsSettings;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What somebody asks about how an upstream is reached; null stays as it is.
 *
 * @param allow an empty list for nothing
 * @param proxy an empty text for none of its own
 * @param ca an empty text for none
 * @param clientCertificate an empty text for none
 */
record ConnectionEdit(
    @Nullable List<Integer> missingStatus,
    @Nullable List<String> allow,
    @Nullable String proxy,
    @Nullable String ca,
    @Nullable String clientCertificate) {
  /** Some forty certificates: what signs one upstream, not everybody whom a system trusts. */
  static final int LONGEST_PEM = 64 << 10;

  private static final int MOST = 100;

  /** These ask for something else than to come later, or for other credentials. */
  private static final Set<Integer> NEVER_MISSING = Set.of(401, 407, 408, 425, 429);

  boolean isEmpty() {
    return missingStatus == null
        && allow == null
        && proxy == null
        && ca == null
        && clientCertificate == null;
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
    return unusable("ca", () -> TlsSettings.of(given(ca), null).trusted())
        .or(
            () ->
                unusable(
                    "clientCertificate",
                    () -> TlsSettings.of(null, given(clientCertificate)).shown()));
  }

  private static Optional<Refusal> unusable(String key, Supplier<?> reading) {
    try {
      var _ = reading.get();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Refusal.wrong("'%s' %s".formatted(key, e.getMessage())));
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  ConnectionSettings applied(ConnectionSettings now) {
    return new ConnectionSettings(
        now.inside(),
        allow == null ? now.allow() : allow.stream().map(String::strip).distinct().toList(),
        proxy == null ? now.proxy() : given(proxy),
        ca == null ? now.ca() : given(ca),
        clientCertificate == null ? now.clientCertificate() : given(clientCertificate),
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
    if (!Optional.ofNullable(from.ca()).equals(Optional.ofNullable(to.ca()))) {
      what.add("ca " + (to.ca() == null ? "none" : first(to.shownCa())));
    }
    if (!Optional.ofNullable(from.clientCertificate())
        .equals(Optional.ofNullable(to.clientCertificate()))) {
      what.add(
          "clientCertificate "
              + (to.clientCertificate() == null ? "none" : to.shownClientCertificate()));
    }
    return what;
  }

  private static String first(List<String> subjects) {
    return subjects.size() == 1
        ? subjects.getFirst()
        : "%s and %d more".formatted(subjects.getFirst(), subjects.size() - 1);
  }

  private static String words(List<?> values) {
    return values.isEmpty()
        ? "none"
        : String.join(" ", values.stream().map(Object::toString).toList());
  }
}
