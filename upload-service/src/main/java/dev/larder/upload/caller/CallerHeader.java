package dev.larder.upload.caller;

import dev.larder.packaging.NamePattern;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the header {@code Larder-Caller}. */
@Singleton
public final class CallerHeader {

  public static final String NAME = "Larder-Caller";

  private static final Set<String> LIMITED = Set.of("token", "person");

  private final JsonMapper json;

  CallerHeader(JsonMapper json) {
    this.json = json;
  }

  @Serdeable
  record Content(
      String kind,
      @Nullable String id,
      @Nullable Set<String> scopes,
      @Nullable Set<String> sources,
      @Nullable List<String> projects) {}

  /**
   * The caller.
   *
   * @throws IllegalArgumentException where the header is not what the gateway writes
   */
  public Caller read(String header) {
    Content content;
    try {
      content = json.readValue(header, Content.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("Larder-Caller is not what a gateway writes", e);
    }
    if (content.kind().equals("admin")) {
      return new Caller.Admin(Optional.ofNullable(content.id()));
    }
    if (LIMITED.contains(content.kind()) && content.id() != null) {
      return new Caller.Limited(
          content.id(),
          orNone(content.scopes()),
          orNone(content.sources()),
          Optional.ofNullable(content.projects())
              .map(patterns -> patterns.stream().map(NamePattern::new).toList()));
    }
    throw new IllegalArgumentException("Larder-Caller is of an unknown kind");
  }

  private static Set<String> orNone(@Nullable Set<String> values) {
    return values == null ? Set.of() : Set.copyOf(values);
  }
}
