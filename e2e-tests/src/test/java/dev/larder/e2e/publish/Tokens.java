package dev.larder.e2e.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.server.Http;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients upload with: for each source and outcome a token. */
final class Tokens {
  private final Map<String, Map<Outcome, String>> tokens = new HashMap<>();

  /** Makes the tokens for two sources. */
  static Tokens make(Admin admin, String one, String other) {
    var made = new Tokens();
    made.tokens.put(one, forSource(admin, one));
    made.tokens.put(other, forSource(admin, other));
    String ones = made.tokens.get(one).get(Outcome.NEW);
    made.tokens.get(one).put(Outcome.OTHER_SOURCE, made.tokens.get(other).get(Outcome.NEW));
    made.tokens.get(other).put(Outcome.OTHER_SOURCE, ones);
    return made;
  }

  private static Map<Outcome, String> forSource(Admin admin, String source) {
    String good = admin.token(source, "sources:write", "1h");
    String revoked = admin.token(source, "sources:write", "1h");
    admin.revoke(revoked);
    return new HashMap<>(
        Map.of(
            Outcome.NEW, good,
            Outcome.AGAIN, good,
            Outcome.CONFLICT, good,
            Outcome.NONSENSE, "pypi-nonsense",
            Outcome.WRONG_SCOPE, admin.token(source, "sources:read", "1h"),
            Outcome.REVOKED, revoked,
            Outcome.EXPIRED, admin.token(source, "sources:write", "1s")));
  }

  Optional<String> of(String source, Outcome outcome) {
    return Optional.ofNullable(tokens.get(source).get(outcome));
  }

  /** The administrator's calls that the matrix needs. */
  record Admin(String url, String secret) {

    /** Makes two sources, and a repository over both. */
    void repository(String name, List<String> sources) {
      for (String source : sources) {
        post("sources", "{\"name\":\"%s\",\"type\":\"local-python\"}".formatted(source));
      }
      post(
          "repos",
          "{\"name\":\"%s\",\"sources\":[\"%s\"]}".formatted(name, String.join("\",\"", sources)));
    }

    String token(String source, String scope, String expires) {
      return post(
              "tokens",
              "{\"description\":\"matrix\",\"scopes\":[\"%s\"],\"sources\":[\"%s\"],\"repos\":[],\"expires\":\"%s\"}"
                  .formatted(scope, source, expires))
          .path("token")
          .asText();
    }

    void revoke(String token) {
      post("tokens/revoke", "{\"token\":\"%s\"}".formatted(token));
    }

    private JsonNode post(String call, String body) {
      HttpResponse<String> answer =
          Http.post(
              url + "/__api__/v1/" + call,
              body,
              "Authorization",
              "Bearer " + secret,
              "Content-Type",
              "application/json");
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(call + ": " + answer.statusCode() + " " + answer.body());
      }
      return Http.json(answer);
    }
  }
}
