package dev.larder.service.caller;

import dev.larder.packaging.NamePattern;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the header {@code Larder-Caller}, one line of JSON that the gateway alone sets. */
public final class CallerHeader {
  /** Who asks; absent where nobody showed credentials. */
  public static final String NAME = "Larder-Caller";

  /** The client's address, without a port. */
  public static final String FROM = "Larder-From";

  private static final String UNCHECKED = "the credentials can't be checked now; try again";

  private final Json json;

  /** Reads JSON, as the service's framework does. */
  public interface Json {
    /**
     * The object that this text is.
     *
     * @throws IOException where it is no JSON object
     */
    Map<String, Object> object(String text) throws IOException;
  }

  public CallerHeader(Json json) {
    this.json = json;
  }

  /**
   * Who asks.
   *
   * @throws UnreadableCaller where there is a header that the gateway didn't write
   */
  public Caller read(Optional<String> header) {
    return header.map(this::read).orElseGet(Caller.Anonymous::new);
  }

  private Caller read(String header) {
    Map<String, Object> content;
    try {
      content = json.object(header);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableCaller("it is no JSON object");
    }
    if (content == null) {
      throw new UnreadableCaller("it is no JSON object");
    }
    Optional<String> id = text(content, "id");
    Optional<String> name = text(content, "name");
    String kind = text(content, "kind").orElse("");
    return switch (kind) {
      case "admin" -> new Caller.Admin(id, name);
      case "token" -> new Caller.Token(needed(id), grants(content));
      case "person" -> new Caller.Person(needed(id), name.orElse(id.get()), grants(content));
      case "unknown" -> new Caller.Unknown(text(content, "detail").orElse(UNCHECKED));
      default -> throw new UnreadableCaller("there is no kind '%s'".formatted(kind));
    };
  }

  private static Grants grants(Map<String, Object> content) {
    return new Grants(
        texts(content, "scopes").orElse(Set.of()),
        texts(content, "sources").orElse(Set.of()),
        texts(content, "repos").orElse(Set.of()),
        texts(content, "projects")
            .map(patterns -> List.copyOf(patterns).stream().map(NamePattern::new).toList()));
  }

  private static String needed(Optional<String> id) {
    return id.orElseThrow(() -> new UnreadableCaller("it has no id"));
  }

  private static Optional<String> text(Map<String, Object> content, String key) {
    return switch (content.get(key)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw new UnreadableCaller("its '%s' is no text".formatted(key));
    };
  }

  private static Optional<Set<String>> texts(Map<String, Object> content, String key) {
    return switch (content.get(key)) {
      case null -> Optional.empty();
      case Collection<?> values when values.stream().allMatch(String.class::isInstance) -> {
        Set<String> texts = new LinkedHashSet<>();
        values.forEach(value -> texts.add((String) value));
        yield Optional.of(texts);
      }
      default -> throw new UnreadableCaller("its '%s' is no list of texts".formatted(key));
    };
  }
}
