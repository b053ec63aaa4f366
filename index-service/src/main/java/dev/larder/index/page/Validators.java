package dev.larder.index.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * The validators (RFC 9110, 8.8) of representations that were made, some of them; whoever asks
 * whether a page is the one that it has, or for its headers alone, needs no page to be made.
 */
@Singleton
public final class Validators {
  /** In bytes, about. */
  private static final int MOST = 2 << 20;

  private static final int BYTES_EACH = 300;

  private final Cache<Representation, Validator> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .<Representation, Validator>weigher((of, tag) -> BYTES_EACH + 2 * of.form().length())
          .build();

  /**
   * What names the bytes of a representation.
   *
   * @param project in its source
   * @param state the newest change of the project when it was read, whatever the instant: a purge
   *     changes the past too
   * @param instant what the page is of
   * @param form whatever else its bytes depend on
   */
  public record Representation(long project, long state, Instant instant, String form) {

    static Representation of(Contents.There there, FileRoot root, Format format, Coding coding) {
      return of(there, "%s\n%s\n%s\n%s".formatted(format, coding, root.relative(), root.secure()));
    }

    /** Of something that is made of a project's page. */
    public static Representation of(Contents.There there, String form) {
      return new Representation(there.project(), there.state(), there.moment().instant(), form);
    }
  }

  /**
   * What is remembered of the bytes.
   *
   * @param etag of these very bytes
   * @param length how many they are
   * @param serial of the newest change in it
   */
  public record Validator(String etag, long length, long serial) {}

  public Optional<Validator> of(Representation representation) {
    return Optional.ofNullable(known.getIfPresent(representation));
  }

  /**
   * Remembers one.
   *
   * @param state the newest change of the project when it was made
   */
  public void remember(Representation representation, long state, Validator validator) {
    if (state == representation.state()) {
      known.put(representation, validator);
    }
  }
}
