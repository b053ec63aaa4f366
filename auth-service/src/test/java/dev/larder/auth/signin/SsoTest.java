package dev.larder.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Browser;
import dev.larder.auth.parts.Caller;
import dev.larder.auth.parts.Device;
import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Signing in by a company's own provider, for which another realm of the same Keycloak stands. */
class SsoTest {

  private static final String SECRET = "secret-of-the-company";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir static Path folder;
  static RealKeycloak keycloak;
  static RealRedis redis;
  static FakeIndexService index;

  @BeforeAll
  static void start() {
    keycloak = RealKeycloak.running();
    redis = new RealRedis(folder);
    index = new FakeIndexService();
    try (var admin = keycloak.admin()) {
      var company = new RealmRepresentation();
      company.setRealm("company");
      company.setEnabled(true);
      admin.realms().create(company);
      var client = new ClientRepresentation();
      client.setClientId("larder-at-company");
      client.setSecret(SECRET);
      client.setRedirectUris(List.of(keycloak.url() + "/realms/larder/broker/sso/endpoint*"));
      admin.realm("company").clients().create(client).close();
      var user = new UserRepresentation();
      user.setUsername("katherine");
      user.setEmail("katherine@company.example");
      user.setFirstName("Katherine");
      user.setLastName("J");
      user.setEnabled(true);
      var password = new CredentialRepresentation();
      password.setType(CredentialRepresentation.PASSWORD);
      password.setValue("of the company");
      user.setCredentials(List.of(password));
      admin.realm("company").users().create(user).close();
    }
  }

  @AfterAll
  static void stop() {
    try (var admin = keycloak.admin()) {
      admin.realm("company").remove();
      admin.realm("larder").identityProviders().get("sso").remove();
    }
    index.close();
    redis.close();
  }

  private static RunningService service(String... more) {
    return RunningService.start(keycloak.url(), redis, index, more).untilReady(redis);
  }

  private static RunningService withProvider(String issuer, String secret) {
    return service(
        "--larder.oidc.issuer=" + issuer,
        "--larder.oidc.client-id=larder-at-company",
        "--larder.oidc.client-secret=" + secret);
  }

  private static boolean isOpen(RealmResource realm) {
    return realm.identityProviders().findAll().stream()
        .anyMatch(provider -> provider.getAlias().equals("sso") && provider.isEnabled());
  }

  @Test
  void whoSignsInAtTheCompanyIsAPersonHereAndMayWhatTheirGroupsGive() {
    String issuer = keycloak.url() + "/realms/company";
    try (var admin = keycloak.admin()) {
      var realm = admin.realm("larder");
      try (var service = withProvider(issuer, SECRET)) {
        Until.holds("set up", LIMIT, () -> isOpen(realm));
        var device = new Device(keycloak.url()).begin();
        var browser =
            new Browser()
                .open(device.page())
                .click("/broker/sso/login")
                .submit(Map.of("username", "katherine", "password", "of the company"))
                .submit(Map.of("accept", "Yes"));
        Until.holds("signed in: " + browser.page(), LIMIT, () -> device.poll().status() == 200);
        assertThat(device.rights()).as("nothing until they are in a group").isNull();

        var caller = Caller.admin(service);
        caller.post(
            "/__api__/groups", "{\"name\":\"of company\",\"role\":\"reader\",\"repos\":[\"*\"]}");
        assertThat(
                caller
                    .patch("/__api__/people/katherine", "{\"groups\":[\"of company\"]}")
                    .body()
                    .get("email")
                    .asString())
            .isEqualTo("katherine@company.example");
        assertThat(device.refresh().status()).isEqualTo(200);
        assertThat(device.rights())
            .isEqualTo(Map.of("roles", List.of("reader"), "repos", List.of("*")));
      }

      // it isn't configured any more
      try (var _ = service()) {
        Until.holds("closed", LIMIT, () -> !isOpen(realm));
      }

      // what an administrator has set stays, what is configured holds again
      var provider = realm.identityProviders().get("sso").toRepresentation();
      provider.setDisplayName("Company");
      realm.identityProviders().get("sso").update(provider);
      try (var _ = withProvider(issuer, SECRET)) {
        Until.holds("open again", LIMIT, () -> isOpen(realm));
        assertThat(realm.identityProviders().get("sso").toRepresentation().getDisplayName())
            .isEqualTo("Company");
      }
    }
  }

  @Test
  void aProviderThatIsAwayKeepsNobodyFromSigningInOtherwise() {
    try (var service = withProvider("http://127.0.0.1:1/realms/away", SECRET)) {
      assertThat(service.get("/health").status()).isEqualTo(200);
      assertThat(Caller.admin(service).get("/__api__/people").status()).isEqualTo(200);
    }
  }
}
