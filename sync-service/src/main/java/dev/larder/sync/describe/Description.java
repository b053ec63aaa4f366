package dev.larder.sync.describe;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What came of asking what an upstream says of a release. */
sealed interface Description {

  /**
   * It says so; what it doesn't say is null.
   *
   * @param requiresDist null also where it says more than can be told
   */
  record Found(
      @Nullable String summary,
      @Nullable String author,
      @Nullable String authorEmail,
      @Nullable String license,
      @Nullable String licenseExpression,
      @Nullable String keywords,
      @Nullable List<String> requiresDist)
      implements Description {}

  /** It says nothing of that release, or has nothing of the kind. */
  record Missing() implements Description {}

  /**
   * Nobody can tell now.
   *
   * @param detail one line that says why
   */
  record Failed(String detail) implements Description {}

  /** As it is told to other services. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Told(
      String outcome,
      @Nullable String detail,
      @Nullable String summary,
      @Nullable String author,
      @Nullable String authorEmail,
      @Nullable String license,
      @Nullable String licenseExpression,
      @Nullable String keywords,
      @Nullable List<String> requiresDist) {

    private static Told nothing(String outcome, @Nullable String detail) {
      return new Told(outcome, detail, null, null, null, null, null, null, null);
    }
  }

  default Told told() {
    return switch (this) {
      case Found found ->
          new Told(
              "described",
              null,
              found.summary(),
              found.author(),
              found.authorEmail(),
              found.license(),
              found.licenseExpression(),
              found.keywords(),
              found.requiresDist());
      case Missing _ -> Told.nothing("missing", null);
      case Failed(String detail) -> Told.nothing("failed", detail);
    };
  }
}
