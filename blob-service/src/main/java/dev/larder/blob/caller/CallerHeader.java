package dev.larder.blob.caller;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads header {@code Larder-Caller}. What can't be read gives no rights. */
@Singleton
public final class CallerHeader {
  public static final String NAME = "Larder-Caller";
  private static final Logger log = LoggerFactory.getLogger(CallerHeader.class);
  private static final String READ = "repos:read";

  private final JsonMapper json;

  CallerHeader(JsonMapper json) {
    this.json = json;
  }

  @Serdeable
  record Content(
      String kind,
      @Nullable Set<String> scopes,
      @Nullable Set<String> repos,
      @Nullable String detail) {}

  /** Who asks; nobody where there is no header. */
  public Caller read(Optional<String> header) {
    if (header.isEmpty()) {
      return new Caller.Anonymous();
    }
    try {
      return caller(json.readValue(header.get(), Content.class));
    } catch (IOException | RuntimeException bad) {
      log.warn("A Larder-Caller that can't be read is taken for nobody: {}", bad.getMessage());
      return new Caller.Anonymous();
    }
  }

  private static Caller caller(Content content) {
    return switch (content.kind()) {
      case "admin" -> new Caller.Admin();
      case "token", "person" ->
          new Caller.Reader(
              content.scopes() != null && content.scopes().contains(READ) && content.repos() != null
                  ? content.repos()
                  : Set.of());
      case "unknown" ->
          new Caller.Unknown(
              content.detail() == null
                  ? "The credentials can't be checked now; try again."
                  : content.detail());
      default -> throw new IllegalArgumentException("unknown kind " + content.kind());
    };
  }
}
