package dev.larder.index.source;

import dev.larder.index.change.Refusal;
import jakarta.annotation.Nullable;
import java.util.Optional;

/** Where a mirror is to look, as somebody asks for it. */
sealed interface Place {

  record At(Upstream upstream) implements Place {}

  record No(Refusal refusal) implements Place {}

  /**
   * Reads it.
   *
   * @param credential {@code user:password}, empty for none, null for what stands in the URL
   */
  static Place of(String url, @Nullable String credential) {
    Upstream upstream;
    try {
      upstream = Upstream.parse("'url'", url);
    } catch (IllegalArgumentException e) {
      return new No(Refusal.wrong(e.getMessage()));
    }
    return credential == null ? new At(upstream) : with(upstream, credential);
  }

  /** A new one. */
  static Place made(NewSource asked) {
    return switch (of(asked.url() == null ? Upstream.DEFAULT : asked.url(), asked.credential())) {
      case No no -> no;
      case At(Upstream upstream) ->
          asked
              .reach()
              .refusal()
              .<Place>map(No::new)
              .orElseGet(() -> new At(upstream.with(asked.reach().applied(Reaching.USUAL))));
    };
  }

  /** With another credential. */
  static Place with(Upstream upstream, String credential) {
    if (credential.isEmpty()) {
      return new At(new Upstream(upstream.url(), null, upstream.reaching()));
    }
    if (credential.indexOf(':') < 1) {
      return new No(Refusal.wrong("'credential' must be of the form user:password"));
    }
    return upstream.isFolder()
        ? new No(Refusal.wrong("'credential' is for an http or https index; a folder takes none"))
        : new At(new Upstream(upstream.url(), credential, upstream.reaching()));
  }

  /**
   * Where it is to look after an edit; a credential doesn't follow to another host, nor what is
   * known of the former one's address.
   */
  static Place edited(Upstream now, SourceEdit asked) {
    return switch (placed(now, asked)) {
      case No no -> no;
      case At(Upstream upstream) -> {
        Reaching before =
            upstream.url().equals(now.url()) ? now.reaching() : now.reaching().with(null);
        yield asked
            .reach()
            .refusal()
            .<Place>map(No::new)
            .orElseGet(() -> new At(upstream.with(asked.reach().applied(before))));
      }
    };
  }

  private static Place placed(Upstream now, SourceEdit asked) {
    if (asked.url() == null) {
      return asked.credential() == null ? new At(now) : with(now, asked.credential());
    }
    return switch (of(asked.url(), asked.credential())) {
      case No no -> no;
      case At(Upstream upstream) ->
          new At(
              asked.credential() == null
                      && upstream.credential() == null
                      && upstream.isSameOriginAs(now)
                  ? new Upstream(upstream.url(), now.credential())
                  : upstream);
    };
  }

  default Optional<Refusal> refused() {
    return switch (this) {
      case At at -> Optional.empty();
      case No(Refusal refusal) -> Optional.of(refusal);
    };
  }

  default Optional<Upstream> found() {
    return switch (this) {
      case At(Upstream upstream) -> Optional.of(upstream);
      case No no -> Optional.empty();
    };
  }
}
