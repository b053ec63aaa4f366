package dev.larder.gateway.caller;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Who asks, proved. */
public sealed interface Caller {
  /** What a token must be allowed to make it an administrator. */
  String ADMIN_SCOPE = "global:admin";

  /**
   * An administrator.
   *
   * @param id the guid of the token or the subject of the person, empty for the connection file's
   *     secret
   * @param name a person's user name
   */
  record Admin(Optional<String> id, Optional<String> name) implements Caller {
    /** The one with the connection file's secret. */
    public static final Admin SECRET = new Admin(Optional.empty(), Optional.empty());
  }

  /**
   * A person who signed in; ids as a token's.
   *
   * @param id the subject, as Keycloak knows it
   * @param name the user name
   */
  record Person(
      String id, String name, List<String> scopes, List<String> sources, List<String> repos)
      implements Caller {}

  /**
   * A token and what it carries; ids as strings, {@code *} is all.
   *
   * @param id its guid
   * @param projects patterns of the projects that it may write to; empty: all
   */
  record Token(
      String id,
      List<String> scopes,
      List<String> sources,
      List<String> repos,
      Optional<List<String>> projects)
      implements Caller {}

  /**
   * Somebody whose credentials can't be checked now; only reads go on with it.
   *
   * @param detail why, one line for the client
   */
  record Unknown(String detail) implements Caller {}

  /** The guid of the token or the subject of the person; empty for what has none. */
  default Optional<String> identity() {
    return switch (this) {
      case Admin admin -> admin.id();
      case Person person -> Optional.of(person.id());
      case Token token -> Optional.of(token.id());
      case Unknown _ -> Optional.empty();
    };
  }

  /** Whether it is a person who signed in, not a token or a secret. */
  default boolean isPerson() {
    return switch (this) {
      case Admin admin -> admin.name().isPresent();
      case Person _ -> true;
      case Token _, Unknown _ -> false;
    };
  }

  /** One line of ASCII, the value of header {@code Larder-Caller}. */
  default String toJson() {
    Json json =
        switch (this) {
          case Admin(Optional<String> id, Optional<String> name) ->
              new Json("admin", id.orElse(null), name.orElse(null), null, null, null, null, null);
          case Token token ->
              new Json(
                  "token",
                  token.id(),
                  null,
                  token.scopes(),
                  token.sources(),
                  token.repos(),
                  token.projects().orElse(null),
                  null);
          case Person(
                  String id,
                  String name,
                  List<String> scopes,
                  List<String> sources,
                  List<String> repos) ->
              new Json("person", id, name, scopes, sources, repos, null, null);
          case Unknown(String detail) ->
              new Json("unknown", null, null, null, null, null, null, detail);
        };
    return Json.MAPPER.writeValueAsString(json);
  }

  /** Makes this the caller of {@code exchange}. */
  default void asks(ServerWebExchange exchange) {
    exchange.getAttributes().put(Caller.class.getName(), this);
  }

  /** The caller of {@code exchange}; empty for anonymous. */
  static Optional<Caller> of(ServerWebExchange exchange) {
    return Optional.ofNullable(exchange.getAttribute(Caller.class.getName()));
  }

  /** The wire form. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Json(
      String kind,
      String id,
      String name,
      List<String> scopes,
      List<String> sources,
      List<String> repos,
      List<String> projects,
      String detail) {
    private static final JsonMapper MAPPER =
        JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  }
}
