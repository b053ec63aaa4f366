package dev.larder.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.fake.Signer;
import dev.larder.gateway.fake.TestRedis;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People who signed in. */
class PeopleTest {
  private static final Signer REALM = new Signer("people");
  private static final String ADA = UUID.randomUUID().toString();

  private static TestRedis redis;
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    redis = new TestRedis();
    redis.run(
        commands -> {
          commands.set("larder:keys", REALM.jwks());
          TestRedis.markWhole(commands);
        });
    fixture = new Fixture(redis.url());
  }

  @AfterAll
  static void stop() {
    fixture.close();
    redis.close();
  }

  @BeforeEach
  void tellWhoAsks() {
    fixture.index.does(
        call -> call.answer(200, "text/plain", String.valueOf(call.header("Larder-Caller"))));
  }

  private static Reply asks(String role, Consumer<JWTClaimsSet.Builder> change) {
    String token = REALM.person(ADA, role, change);
    return fixture.get("/__api__/v1/repos", "Authorization: Bearer " + token);
  }

  private static String caller(String role) {
    Reply reply = asks(role, claims -> {});
    assertThat(reply.status()).isEqualTo(200);
    return reply.text();
  }

  @Test
  void aReaderReadsWhatItsGroupsName() {
    assertThat(caller("reader"))
        .isEqualTo(
            "{\"kind\":\"person\",\"id\":\"%s\",\"name\":\"ada\",\"scopes\":[\"repos:read\"],\"sources\":[\"1\"],\"repos\":[\"*\"]}"
                .formatted(ADA));
  }

  @Test
  void aPublisherWritesTooAndAnAdministratorDoesAll() {
    assertThat(caller("publisher"))
        .contains("\"scopes\":[\"repos:read\",\"sources:read\",\"sources:write\"]");
    assertThat(caller("admin"))
        .isEqualTo("{\"kind\":\"admin\",\"id\":\"%s\",\"name\":\"ada\"}".formatted(ADA));
  }

  @Test
  void whoIsNoAdministratorIsToldSoByName() {
    String token = REALM.person(ADA, "publisher", claims -> {});

    Reply reply =
        fixture.ask(
            "POST", "/__api__/v1/repos", "Authorization: Bearer " + token, "Content-Length: 0");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).contains("ada isn't an administrator");
  }

  @Test
  void aPersonWithoutGroupsHasNoRights() {
    Reply reply = asks("", claims -> claims.claim("larder", null));

    assertThat(reply.text()).contains("\"scopes\":[],\"sources\":[],\"repos\":[]");
  }

  @Test
  void aPersonWhoIsGoneIsRefusedByTheNextRequest() {
    String gone = UUID.randomUUID().toString();
    String token = REALM.person(gone, "admin", claims -> {});
    assertThat(fixture.get("/__api__/v1/repos", "Authorization: Bearer " + token).status())
        .isEqualTo(200);

    redis.run(
        commands -> {
          commands.sadd("larder:revoked", gone);
          commands.incr("larder:revocations");
        });

    assertThat(fixture.get("/__api__/v1/repos", "Authorization: Bearer " + token).status())
        .isEqualTo(403);
  }

  static Stream<Arguments> noAccessTokens() {
    return Stream.of(
        wrong("an ID token", claims -> claims.claim("typ", "ID")),
        wrong("a token of no kind", claims -> claims.claim("typ", null)),
        wrong("for somebody else", claims -> claims.audience("account")),
        wrong("got by another client", claims -> claims.claim("azp", "account-console")),
        wrong("of another realm", claims -> claims.issuer("https://x/auth/realms/master")),
        wrong("without an issuer", claims -> claims.issuer(null)),
        wrong("without a subject", claims -> claims.subject(null)),
        wrong("of a subject that is none", claims -> claims.subject("a b")),
        wrong("without a name", claims -> claims.claim("preferred_username", null)),
        wrong("ended", claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1)))),
        wrong("without an end", claims -> claims.expirationTime(null)),
        wrong("with roles that are no list", claims -> claims.claim("larder", Map.of("roles", 7))),
        wrong(
            "with sources that are numbers",
            claims ->
                claims.claim("larder", Map.of("roles", List.of("reader"), "sources", List.of(7)))));
  }

  private static Arguments wrong(String what, Consumer<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noAccessTokens")
  void whatIsNoAccessTokenForLarderIsRefused(String what, Consumer<JWTClaimsSet.Builder> change) {
    Reply reply = asks("admin", change);

    assertThat(reply.status()).as(what).isEqualTo(403);
    assertThat(reply.text()).contains(Authorizer.BAD);
    assertThat(fixture.index.calls()).isEmpty();
  }
}
