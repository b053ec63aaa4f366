package dev.larder.gateway.fake;

import dev.larder.service.problem.Problem;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** auth-service as far as the gateway asks it: a realm's keys, and which tokens are good. */
public final class FakeAuth implements FakeService.Handler {
  public static final String KEYS = "/internal/keys";
  public static final String REBUILD = "/internal/revocations/rebuild";

  private static final String TOKENS = "/internal/tokens/";

  private final String secret;
  private final Signer realm;
  private final Set<String> good = ConcurrentHashMap.newKeySet();
  private final Set<String> burnt = ConcurrentHashMap.newKeySet();

  /** The one of a {@link Fixture}. */
  public FakeAuth(Signer realm) {
    this(Fixture.SECRET, realm);
  }

  /**
   * @param secret what it knows the gateway by
   */
  public FakeAuth(String secret, Signer realm) {
    this.secret = secret;
    this.realm = realm;
  }

  /** A token's or a publisher's guid is good from now on. */
  public FakeAuth with(String guid) {
    good.add(guid);
    return this;
  }

  public FakeAuth without(String guid) {
    good.remove(guid);
    return this;
  }

  /** One token of a publisher is good no more. */
  public FakeAuth burn(String guid, String id) {
    burnt.add("%s?id=%s".formatted(guid, id));
    return this;
  }

  @Override
  public void handle(FakeService.Call call) throws IOException {
    if (!secret.equals(call.header("Larder-Secret"))) {
      refuse(call, 403, "This service answers only Larder's other services");
    } else if (call.target().equals(KEYS)) {
      call.answer(200, "application/json", realm.jwks());
    } else if (call.target().equals(REBUILD)) {
      call.head("HTTP/1.1 204 No Content\r\n\r\n");
    } else if (call.target().startsWith(TOKENS)) {
      String token = call.target().substring(TOKENS.length());
      call.answer(200, "application/json", "{\"active\":%s}".formatted(isGood(token)));
    } else {
      refuse(call, 404, "There is nothing at " + call.target());
    }
  }

  private boolean isGood(String token) {
    return good.contains(token.replaceFirst("\\?.*", "")) && !burnt.contains(token);
  }

  private static void refuse(FakeService.Call call, int status, String detail) throws IOException {
    call.answer(
        status,
        Problem.TYPE,
        "{\"title\":\"Refused\",\"status\":%d,\"detail\":\"%s\"}".formatted(status, detail));
  }
}
