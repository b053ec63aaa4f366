package dev.larder.index.access;

import dev.larder.packaging.NamePattern;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads header {@code Larder-Caller}. */
@Singleton
final class Callers {
  static final String HEADER = "Larder-Caller";
  private static final Caller ANONYMOUS = new Caller.Anonymous();

  private final ObjectMapper json;

  Callers(ObjectMapper json) {
    this.json = json;
  }

  @Serdeable
  record Content(
      String kind,
      @Nullable String id,
      @Nullable String name,
      @Nullable Set<String> scopes,
      @Nullable Set<String> sources,
      @Nullable Set<String> repos,
      @Nullable List<String> projects,
      @Nullable String detail) {}

  /**
   * Who asks.
   *
   * @throws IllegalArgumentException where the header isn't what the gateway writes
   */
  Caller read(@Nullable String header) {
    if (header == null) {
      return ANONYMOUS;
    }
    try {
      return caller(json.readValue(header, Content.class));
    } catch (IOException | RuntimeException bad) {
      throw new IllegalArgumentException(
          "The header Larder-Caller can't be read; only the gateway writes it", bad);
    }
  }

  private static Caller caller(Content content) {
    return switch (content.kind()) {
      case "admin" ->
          new Caller.Admin(Optional.ofNullable(content.id()), Optional.ofNullable(content.name()));
      case "token" -> new Caller.Token(required(content.id()), reach(content));
      case "person" ->
          new Caller.Person(
              required(content.id()),
              content.name() == null ? content.id() : content.name(),
              reach(content));
      case "unknown" ->
          new Caller.Unknown(
              content.detail() == null
                  ? "the credentials can't be checked now; try again"
                  : content.detail());
      default -> throw new IllegalArgumentException("unknown kind " + content.kind());
    };
  }

  private static String required(@Nullable String id) {
    if (id == null) {
      throw new IllegalArgumentException("no id");
    }
    return id;
  }

  private static Reach reach(Content content) {
    return new Reach(
        orNone(content.scopes()),
        orNone(content.sources()),
        orNone(content.repos()),
        Optional.ofNullable(content.projects())
            .map(patterns -> patterns.stream().map(NamePattern::new).toList()));
  }

  private static Set<String> orNone(@Nullable Set<String> values) {
    return values == null ? Set.of() : Set.copyOf(values);
  }
}
