package dev.larder.auth.http;

import dev.larder.service.spring.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The keys of a body, each told apart: not given, null, or a value of the right kind. */
public final class Fields {

  private final JsonNode body;

  private Fields(JsonNode body) {
    this.body = body;
  }

  /** Reads the body, which must be an object that has none but these keys. */
  public static Mono<Fields> of(ServerRequest request, String... known) {
    return request
        .bodyToMono(JsonNode.class)
        .switchIfEmpty(Mono.error(new RefusedException(400, "the body is missing")))
        .map(body -> checked(body, new TreeSet<>(Set.of(known))));
  }

  /**
   * The same for a change, which must name something.
   *
   * @param thing what is changed, such as {@code group 'team'}
   */
  public static Mono<Fields> ofChange(ServerRequest request, String thing, String... known) {
    return of(request, known)
        .doOnNext(
            fields -> {
              if (fields.body.isEmpty()) {
                throw new RefusedException(
                    400,
                    "say what to change about %s: %s or %s"
                        .formatted(
                            thing,
                            String.join(", ", List.of(known).subList(0, known.length - 1)),
                            known[known.length - 1]));
              }
            });
  }

  private static Fields checked(JsonNode body, Set<String> known) {
    if (!body.isObject()) {
      throw new RefusedException(400, "the body is not a JSON object");
    }
    body.propertyNames().stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new RefusedException(
                  400,
                  "there is no key '%s' here; there are %s"
                      .formatted(key, String.join(", ", known)));
            });
    return new Fields(body);
  }

  /** Whether the key stands there, be it with null. */
  public boolean has(String key) {
    return body.has(key);
  }

  /** A text, stripped; empty where it isn't given or null. */
  public Optional<String> text(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw new RefusedException(400, "'%s' must be a text".formatted(key));
    }
    return Optional.of(value.asString().strip());
  }

  /** A text that must be there. */
  public String needed(String key) {
    return text(key)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new RefusedException(400, "'%s' is missing".formatted(key)));
  }

  /** Texts, stripped, each once; empty where they aren't given or null. */
  public Optional<List<String>> texts(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
      throw new RefusedException(400, "'%s' must be a list of texts".formatted(key));
    }
    return Optional.of(
        value.valueStream().map(text -> text.asString().strip()).distinct().toList());
  }

  /** A yes or no; empty where it isn't given or null. */
  public Optional<Boolean> flag(String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw new RefusedException(400, "'%s' must be true or false".formatted(key));
    }
    return Optional.of(value.asBoolean());
  }
}
