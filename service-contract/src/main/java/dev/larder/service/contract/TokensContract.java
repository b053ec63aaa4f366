package dev.larder.service.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the gateway relies on when it asks auth-service for the keys of tokens, whether one is good,
 * and for a whole set of revoked ones.
 */
public abstract class TokensContract extends HttpContract {
  /** The guid of a new token that is good. */
  protected abstract String good() throws Exception;

  /** Revokes a good one. */
  protected abstract void revoke(String guid) throws Exception;

  /** A new token of a publisher, one more at each call, all of the same publisher. */
  protected abstract OfPublisher ofPublisher() throws Exception;

  /** Has a publisher's token brought back. */
  protected abstract void burn(OfPublisher token) throws Exception;

  /**
   * A token that a publisher gave.
   *
   * @param guid the publisher's
   * @param id its own
   * @param token itself
   */
  public record OfPublisher(String guid, String id, String token) {
    private String path() {
      return "/internal/tokens/%s?id=%s".formatted(guid, id);
    }
  }

  private void assertActive(String path, boolean active) throws Exception {
    assertThat(answer(get(path))).containsExactly(entry("active", active));
  }

  @Test
  void theKeysAreAJwkSetOfPublicKeysThatTheGatewayReads() throws Exception {
    Object keys = answer(get("/internal/keys")).get("keys");

    assertThat(keys).isInstanceOf(List.class);
    assertThat((List<?>) keys).isNotEmpty().allSatisfy(TokensContract::assertPublicKey);
  }

  private static void assertPublicKey(Object found) {
    assertThat(found).isInstanceOf(Map.class);
    Map<?, ?> key = (Map<?, ?>) found;
    assertThat(key.get("kid")).asString().isNotBlank();
    assertThat(key.get("kty")).isEqualTo("EC");
    assertThat(key.get("crv")).isEqualTo("P-256");
    assertThat(key.get("x")).asString().isNotBlank();
    assertThat(key.get("y")).asString().isNotBlank();
    assertThat(key.get("d")).as("the private part").isNull();
  }

  @Test
  void aTokenIsActiveUntilItIsRevoked() throws Exception {
    String guid = good();
    String other = good();
    assertActive("/internal/tokens/" + guid, true);

    revoke(guid);

    assertActive("/internal/tokens/" + guid, false);
    assertActive("/internal/tokens/" + other, true);
  }

  @Test
  void oneTokenOfAPublisherIsRefusedAndItsOthersAreNot() throws Exception {
    OfPublisher burnt = ofPublisher();
    OfPublisher other = ofPublisher();
    assertThat(other.guid()).isEqualTo(burnt.guid());
    assertActive(burnt.path(), true);

    burn(burnt);

    assertActive(burnt.path(), false);
    assertActive(other.path(), true);
  }

  @Test
  void aTokenThatNobodyKnowsIsNotActive() throws Exception {
    assertActive("/internal/tokens/" + UUID.randomUUID(), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "publisher-nobody", "publisher-nobody?id=a"})
  void whatIsNoGuidIsNotActiveEither(String guid) throws Exception {
    assertActive("/internal/tokens/" + guid, false);
  }

  @Test
  void theSetOfRevokedTokensIsWholeWhenItsRebuildIsAnswered() throws Exception {
    assertThat(post("/internal/revocations/rebuild", "").statusCode()).isEqualTo(204);
  }

  @Test
  void onlyServicesAreAnswered() throws Exception {
    assertNeedsTheSecret("GET", "/internal/keys");
    assertNeedsTheSecret("GET", "/internal/tokens/" + UUID.randomUUID());
    assertNeedsTheSecret("POST", "/internal/revocations/rebuild");
  }
}
