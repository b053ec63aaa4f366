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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;

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
      client.setProtocolMappers(List.of(teams()));
      var realm = admin.realm("company");
      realm.clients().create(client).close();
      var profile = realm.users().userProfile().getConfiguration();
      profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_EDIT);
      realm.users().userProfile().update(profile);
      for (String name : List.of("katherine", "dorothy")) {
        realm.users().create(user(name)).close();
      }
    }
  }

  private static ProtocolMapperRepresentation teams() {
    var mapper = new ProtocolMapperRepresentation();
    mapper.setName("teams");
    mapper.setProtocol("openid-connect");
    mapper.setProtocolMapper("oidc-usermodel-attribute-mapper");
    mapper.setConfig(
        Map.of(
            "user.attribute", "teams",
            "claim.name", "teams",
            "jsonType.label", "String",
            "multivalued", "true",
            "id.token.claim", "true",
            "access.token.claim", "false",
            "userinfo.token.claim", "true"));
    return mapper;
  }

  private static UserRepresentation user(String name) {
    var user = new UserRepresentation();
    user.setUsername(name);
    user.setEmail(name + "@company.example");
    user.setFirstName("K");
    user.setLastName("J");
    user.setEnabled(true);
    var password = new CredentialRepresentation();
    password.setType(CredentialRepresentation.PASSWORD);
    password.setValue("of the company");
    user.setCredentials(List.of(password));
    return user;
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

  private static RunningService withProvider(String issuer, String secret, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--larder.oidc.issuer=" + issuer,
                "--larder.oidc.client-id=larder-at-company",
                "--larder.oidc.client-secret=" + secret));
    settings.addAll(List.of(more));
    return service(settings.toArray(String[]::new));
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
            "/__api__/v1/groups",
            "{\"name\":\"of company\",\"role\":\"reader\",\"repos\":[\"*\"]}");
        assertThat(
                caller
                    .patch("/__api__/v1/people/katherine", "{\"groups\":[\"of company\"]}")
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
  void whoIsInAGroupOfTheCompanyIsInOursForAsLongAsTheyAreThere() {
    try (var admin = keycloak.admin();
        var service =
            withProvider(
                keycloak.url() + "/realms/company",
                SECRET,
                "--larder.oidc.groups-claim=teams",
                "--larder.oidc.groups=CN=Staff,OU=X = mapped staff; missing=not there yet")) {
      var realm = admin.realm("larder");
      Until.holds("set up", LIMIT, () -> isOpen(realm) && mappers(realm).size() == 2);
      Caller.admin(service)
          .post(
              "/__api__/v1/groups",
              "{\"name\":\"mapped staff\",\"role\":\"publisher\",\"sources\":[\"*\"]}");

      setTeams("CN=Staff,OU=X", "other");
      assertThat(signIn().rights())
          .isEqualTo(Map.of("roles", List.of("publisher"), "sources", List.of("*")));

      setTeams("other");
      assertThat(signIn().rights()).as("out of it there, out of it here").isNull();
    }
    try (var admin = keycloak.admin();
        var _ = withProvider(keycloak.url() + "/realms/company", SECRET)) {
      Until.holds("unmapped", LIMIT, () -> mappers(admin.realm("larder")).isEmpty());
    }
  }

  private static List<String> mappers(RealmResource realm) {
    return realm.identityProviders().get("sso").getMappers().stream()
        .map(IdentityProviderMapperRepresentation::getName)
        .toList();
  }

  /** What the claim {@code teams} of the company's tokens says of somebody. */
  private static void setTeams(String... teams) {
    try (var admin = keycloak.admin()) {
      var users = admin.realm("company").users();
      var user = users.searchByUsername("dorothy", true).getFirst();
      user.setAttributes(Map.of("teams", List.of(teams)));
      users.get(user.getId()).update(user);
    }
  }

  private static Device signIn() {
    var device = new Device(keycloak.url()).begin();
    var browser =
        new Browser()
            .open(device.page())
            .click("/broker/sso/login")
            .submit(Map.of("username", "dorothy", "password", "of the company"))
            .submit(Map.of("accept", "Yes"));
    Until.holds("signed in: " + browser.page(), LIMIT, () -> device.poll().status() == 200);
    return device;
  }

  @Test
  void aProviderThatIsAwayKeepsNobodyFromSigningInOtherwise() {
    try (var service = withProvider("http://127.0.0.1:1/realms/away", SECRET)) {
      assertThat(service.get("/health").status()).isEqualTo(200);
      assertThat(Caller.admin(service).get("/__api__/v1/people").status()).isEqualTo(200);
    }
  }
}
