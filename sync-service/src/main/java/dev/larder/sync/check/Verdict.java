package dev.larder.sync.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larder.outbound.AddressKind;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came of a check. */
sealed interface Verdict {
  /**
   * It may be an index, or a folder.
   *
   * @param inside in which kinds of inside addresses its host is; empty where nobody here knows
   * @param warning one line about what is doubtful, if anything is
   */
  record Index(Optional<Set<AddressKind>> inside, Optional<String> warning) implements Verdict {}

  /**
   * It is none.
   *
   * @param detail one line that says why, and what may be meant
   */
  record NoIndex(String detail) implements Verdict {}

  /**
   * Nobody can tell now.
   *
   * @param detail one line that says why
   */
  record Unreachable(String detail) implements Verdict {}

  /** As it is told to other services; an empty list is another thing than none. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Told(
      String outcome,
      @Nullable List<String> inside,
      @Nullable String warning,
      @Nullable String detail) {}

  default Told told() {
    return switch (this) {
      case Index(Optional<Set<AddressKind>> inside, Optional<String> warning) ->
          new Told(
              "index",
              inside
                  .map(kinds -> kinds.stream().map(AddressKind::wire).sorted().toList())
                  .orElse(null),
              warning.orElse(null),
              null);
      case NoIndex(String detail) -> new Told("none", null, null, detail);
      case Unreachable(String detail) -> new Told("unreachable", null, null, detail);
    };
  }
}
