package dev.larder.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps tokens in memory, and fails when told to. */
final class FakeTokenStore implements TokenStore {

  final Map<String, ApiToken> tokens = new TreeMap<>();
  final Map<String, Duration> lifespans = new TreeMap<>();
  boolean addsAndThenFails;
  boolean failsToMint;
  boolean failsToRemove;

  @Override
  public void add(ApiToken token, Duration lifespan, String secret) {
    tokens.put(token.guid(), token);
    lifespans.put(token.guid(), lifespan);
    if (addsAndThenFails) {
      throw new IllegalStateException("the answer was lost");
    }
  }

  @Override
  public String mint(String guid, String secret) {
    if (failsToMint) {
      throw new IllegalStateException("not minted");
    }
    return "token of " + guid;
  }

  @Override
  public void remove(String guid) {
    if (failsToRemove) {
      throw new IllegalStateException("not removed");
    }
    tokens.remove(guid);
  }

  @Override
  public Optional<ApiToken> find(String guid) {
    return Optional.ofNullable(tokens.get(guid));
  }

  @Override
  public void revoke(String guid) {
    throw new UnsupportedOperationException("no test needs it");
  }

  @Override
  public void used(String guid, Instant instant) {
    throw new UnsupportedOperationException("no test needs it");
  }

  @Override
  public void forEachPage(Consumer<List<ApiToken>> page) {
    page.accept(List.copyOf(tokens.values()));
  }
}
