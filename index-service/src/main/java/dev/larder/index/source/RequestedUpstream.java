package dev.larder.index.source;

import dev.larder.index.change.Refusal;
import jakarta.annotation.Nullable;
import java.util.Optional;

/** A mirror's upstream as somebody asks for it. */
sealed interface RequestedUpstream {

  record Accepted(Upstream upstream) implements RequestedUpstream {}

  record Refused(Refusal refusal) implements RequestedUpstream {}

  /**
   * Reads it.
   *
   * @param credential {@code user:password}, empty for none, null for what stands in the URL
   */
  static RequestedUpstream of(String url, @Nullable String credential) {
    Upstream upstream;
    try {
      upstream = Upstream.parse("'url'", url);
    } catch (IllegalArgumentException e) {
      return new Refused(Refusal.wrong(e.getMessage()));
    }
    return credential == null ? new Accepted(upstream) : with(upstream, credential);
  }

  /** A new one. */
  static RequestedUpstream made(NewSource asked) {
    return switch (of(asked.url() == null ? Upstream.DEFAULT : asked.url(), asked.credential())) {
      case Refused refused -> refused;
      case Accepted(Upstream upstream) ->
          reached(upstream, asked.connection(), ConnectionSettings.DEFAULT);
    };
  }

  /** With another credential. */
  static RequestedUpstream with(Upstream upstream, String credential) {
    if (credential.isEmpty()) {
      return new Accepted(new Upstream(upstream.url(), null, upstream.connection()));
    }
    if (credential.indexOf(':') < 1) {
      return new Refused(Refusal.wrong("'credential' must be of the form user:password"));
    }
    return upstream.isFolder()
        ? new Refused(
            Refusal.wrong("'credential' is for an http or https index; a folder takes none"))
        : new Accepted(new Upstream(upstream.url(), credential, upstream.connection()));
  }

  /**
   * The upstream after an edit; a credential or a client certificate doesn't follow to another
   * host, nor what is known of the former one's address.
   */
  static RequestedUpstream edited(Upstream now, SourceEdit asked) {
    return switch (withUrl(now, asked)) {
      case Refused refused -> refused;
      case Accepted(Upstream upstream) ->
          reached(upstream, asked.connection(), before(now, upstream));
    };
  }

  private static RequestedUpstream reached(
      Upstream upstream, ConnectionEdit asked, ConnectionSettings before) {
    Optional<Refusal> refusal = asked.refusal();
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    ConnectionSettings after = asked.applied(before);
    return after.clientCertificate() != null && !"https".equals(upstream.url().getScheme())
        ? new Refused(
            Refusal.wrong(
                "'clientCertificate' is shown by https alone, and '%s' isn't"
                    .formatted(upstream.url())))
        : new Accepted(upstream.with(after));
  }

  private static ConnectionSettings before(Upstream now, Upstream then) {
    if (then.url().equals(now.url())) {
      return now.connection();
    }
    return then.isSameOriginAs(now) ? now.connection().with(null) : now.connection().elsewhere();
  }

  private static RequestedUpstream withUrl(Upstream now, SourceEdit asked) {
    if (asked.url() == null) {
      return asked.credential() == null ? new Accepted(now) : with(now, asked.credential());
    }
    return switch (of(asked.url(), asked.credential())) {
      case Refused refused -> refused;
      case Accepted(Upstream upstream) ->
          new Accepted(
              asked.credential() == null
                      && upstream.credential() == null
                      && upstream.isSameOriginAs(now)
                  ? new Upstream(upstream.url(), now.credential())
                  : upstream);
    };
  }

  default Optional<Refusal> refused() {
    return switch (this) {
      case Accepted accepted -> Optional.empty();
      case Refused(Refusal refusal) -> Optional.of(refusal);
    };
  }

  default Optional<Upstream> accepted() {
    return switch (this) {
      case Accepted(Upstream upstream) -> Optional.of(upstream);
      case Refused refused -> Optional.empty();
    };
  }
}
