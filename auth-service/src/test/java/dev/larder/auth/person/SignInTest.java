package dev.larder.auth.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.larder.auth.parts.Browser;
import dev.larder.auth.parts.Device;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.Until;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in from a command line, by Keycloak's own pages. */
class SignInTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  private static final String PASSWORD = "correct horse battery";

  private static Device device() {
    return new Device(RealKeycloak.running().url());
  }

  private static void group(String name, String role, String repos, String sources) {
    var answer =
        FIXTURE
            .admin()
            .post(
                "/__api__/v1/groups",
                "{\"name\":\"%s\",\"role\":\"%s\",\"repos\":[%s],\"sources\":[%s]}"
                    .formatted(name, role, repos, sources));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  /** Makes somebody; gives their first password. */
  private static String person(String name, String groups) {
    var answer =
        FIXTURE
            .admin()
            .post(
                "/__api__/v1/people", "{\"name\":\"%s\",\"groups\":[%s]}".formatted(name, groups));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body().get("password").asString();
  }

  @Test
  void aPersonSignsInByDeviceAndTheTokenCarriesWhatTheirGroupsGive() throws Exception {
    group("writers of sign-in", "publisher", "\"main\"", "\"private\",\"pypi\"");
    group("readers of sign-in", "reader", "\"*\"", "");
    String password = person("Ada", "\"writers of sign-in\",\"readers of sign-in\"");

    var device = device().begin();
    assertThat(device.poll().body().get("error").asString()).isEqualTo("authorization_pending");
    var browser =
        new Browser().open(device.page()).submit(Map.of("username", "ada", "password", password));
    assertThat(browser.page()).as("the first password is to be changed").contains("password-new");
    browser
        .submit(Map.of("password-new", PASSWORD, "password-confirm", PASSWORD))
        .submit(Map.of("accept", "Yes"));
    Until.holds("signed in", Duration.ofMinutes(1), () -> device.poll().status() == 200);

    var claims = device.token().getJWTClaimsSet();
    assertThat(device.token().getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(claims.getIssuer()).endsWith("/realms/larder");
    assertThat(claims.getStringClaim("azp")).isEqualTo("larder");
    assertThat(claims.getAudience()).containsExactly("larder");
    assertThat(claims.getSubject()).isNotBlank();
    assertThat(claims.getStringClaim("preferred_username")).isEqualTo("ada");
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(device.rights()).containsOnlyKeys("roles", "sources", "repos");
    assertThat(texts(device, "roles")).containsExactlyInAnyOrder("reader", "publisher");
    assertThat(texts(device, "sources")).containsExactlyInAnyOrder("1", "2");
    assertThat(texts(device, "repos")).containsExactlyInAnyOrder("1", "*");

    var keys = JWKSet.parse(FIXTURE.redis().<String>ask(r -> r.get("larder:keys")));
    var key = keys.getKeyByKeyId(device.token().getHeader().getKeyID());
    assertThat(device.token().verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    assertThat(keys.getKeys()).as("those of both realms, and no others").hasSize(2);
  }

  @Test
  void whatAGroupGivesComesWithTheNextRefreshAndWhatItTakesNeedsANewSignIn() {
    group("moving", "reader", "\"main\"", "");
    String password = person("grace", "\"moving\"");
    var device = device().signInAtFirst("grace", password, PASSWORD);
    assertThat(device.rights())
        .isEqualTo(Map.of("roles", List.of("reader"), "repos", List.of("1")));

    FIXTURE
        .admin()
        .patch("/__api__/v1/groups/moving", "{\"role\":\"publisher\",\"sources\":[\"private\"]}");
    assertThat(device.refresh().status()).isEqualTo(200);
    assertThat(texts(device, "roles")).containsExactly("publisher");

    FIXTURE.admin().patch("/__api__/v1/groups/moving", "{\"role\":\"reader\"}");
    assertThat(device.refresh().status()).isEqualTo(400);
  }

  @Test
  void withoutPkceNothingBegins() {
    assertThat(device().ask(Map.of("client_id", "larder")).status()).isEqualTo(400);
  }

  @Test
  void whoIsDisabledIsRefusedAtOnceAndMayComeBack() throws Exception {
    group("passing", "reader", "\"main\"", "");
    String password = person("mary", "\"passing\"");
    var device = device().signInAtFirst("mary", password, PASSWORD);
    String subject = device.token().getJWTClaimsSet().getSubject();

    assertThat(
            FIXTURE
                .admin()
                .patch("/__api__/v1/people/mary", "{\"enabled\":false}")
                .body()
                .get("enabled")
                .asBoolean())
        .isFalse();
    assertThat(FIXTURE.redis().holdsRevoked(subject)).isTrue();
    assertThat(device.refresh().status()).isEqualTo(400);
    FIXTURE.redis().ask(r -> r.flushall());
    assertThat(FIXTURE.service().post("/internal/revocations/rebuild", "").status()).isEqualTo(204);
    assertThat(FIXTURE.redis().holdsRevoked(subject)).as("when Redis was emptied").isTrue();

    FIXTURE.admin().patch("/__api__/v1/people/mary", "{\"enabled\":true}");
    assertThat(FIXTURE.redis().holdsRevoked(subject)).isFalse();
    assertThat(device.refresh().status()).as("sessions ended all the same").isEqualTo(400);
  }

  @Test
  void whoIsDeletedIsRefusedAlsoWhenRedisWasEmptied() throws Exception {
    String password = person("edsger", "");
    var device = device().signInAtFirst("edsger", password, PASSWORD);
    String subject = device.token().getJWTClaimsSet().getSubject();

    assertThat(FIXTURE.admin().delete("/__api__/v1/people/edsger").status()).isEqualTo(204);

    assertThat(FIXTURE.redis().holdsRevoked(subject)).isTrue();
    assertThat(device.refresh().status()).isEqualTo(400);
    FIXTURE.redis().ask(r -> r.flushall());
    FIXTURE.service().post("/internal/revocations/rebuild", "");
    assertThat(FIXTURE.redis().holdsRevoked(subject)).isTrue();
    assertThat(FIXTURE.admin().delete("/__api__/v1/people/edsger").status()).isEqualTo(404);
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(Device device, String claim) {
    return (List<String>) device.rights().get(claim);
  }
}
