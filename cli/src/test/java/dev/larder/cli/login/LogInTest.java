package dev.larder.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogInTest {
  private static final String OPENID = "POST /auth/realms/larder/protocol/openid-connect/";
  private static final String REPOS = "GET /__api__/v1/repos";

  @TempDir private Path config;
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
    api.answers(REPOS, 200, "{\"repos\":[]}");
    api.answers(
        OPENID + "auth/device",
        200,
        """
        {"device_code":"dc","user_code":"ABCD-EFGH","verification_uri":"http://h/device",
         "verification_uri_complete":"http://h/device?user_code=ABCD-EFGH",
         "expires_in":600,"interval":0}
        """);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String... args) {
    return larder(Map.of(), args);
  }

  private Ran larder(Map<String, String> more, String... args) {
    var variables = new HashMap<>(more);
    variables.put("XDG_CONFIG_HOME", config.toString());
    variables.put("LARDER_ADDRESS", api.address());
    return Ran.larder(variables, args);
  }

  private static String token(String mark) {
    String claims = "{\"preferred_username\":\"ada\",\"mark\":\"" + mark + "\"}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".sig";
  }

  private void tokensAre(String mark, int expiresIn) {
    api.answers(
        OPENID + "token",
        200,
        "{\"access_token\":\"%s\",\"expires_in\":%d,\"refresh_token\":\"refresh-%s\"}"
            .formatted(token(mark), expiresIn, mark));
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(config.resolve("larder/logins"))) {
      return files.toList().getFirst();
    }
  }

  @Test
  void thePageAndTheCodeAreMessagesAndTheNameIsTheResult() {
    tokensAre("one", 300);

    Ran ran = larder("login");

    assertThat(ran.err())
        .isEqualTo(
            """
            To sign in, open this page in a browser, on any machine:
              http://h/device?user_code=ABCD-EFGH
            or http://h/device, and type the code ABCD-EFGH there.
            """);
    assertThat(ran.out()).isEqualTo("Signed in to %s as ada\n".formatted(api.address()));
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void theSignInIsByPkceAndTheVerifierFitsTheChallenge() throws Exception {
    tokensAre("one", 300);

    larder("login");

    var begun = form(api.calls().get(0).body());
    var polled = form(api.calls().get(1).body());
    assertThat(begun)
        .containsEntry("client_id", "larder")
        .containsEntry("code_challenge_method", "S256");
    assertThat(polled)
        .containsEntry("grant_type", "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code")
        .containsEntry("device_code", "dc");
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(polled.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
        .isEqualTo(begun.get("code_challenge"));
  }

  private static Map<String, String> form(String body) {
    var form = new HashMap<String, String>();
    for (String pair : body.split("&")) {
      form.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    return form;
  }

  @Test
  void laterCommandsActAsWhoSignedIn() throws Exception {
    Files.createDirectories(config.resolve("larder/connections"));
    Files.writeString(
        config.resolve("larder/connections/localhost_" + api.port() + ".json"),
        "{\"token\":\"admin-secret\"}");
    tokensAre("one", 300);
    larder("login");

    larder("list", "repos");

    assertThat(api.calls().getLast().authorization()).contains("Bearer " + token("one"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
        .isEqualTo("rw-------");
    larder("logout");
    larder("list", "repos");
    assertThat(api.calls().getLast().authorization()).contains("Bearer admin-secret");
  }

  @Test
  void aTokenOfTheEnvironmentWinsAndTheSignInSaysSo() {
    tokensAre("one", 300);

    Ran ran = larder(Map.of("LARDER_TOKEN", "mine"), "login");
    larder(Map.of("LARDER_TOKEN", "mine"), "list", "repos");

    assertThat(ran.err()).endsWith("Mind that LARDER_TOKEN is set, and wins over this.\n");
    assertThat(api.calls().getLast().authorization()).contains("Bearer mine");
  }

  @Test
  void anAccessTokenThatEndsIsRenewedAndKept() {
    tokensAre("one", 10);
    larder("login");
    tokensAre("two", 300);

    Ran ran = larder("list", "repos");
    larder("list", "repos");

    assertThat(ran.exitCode()).isZero();
    assertThat(
            api.calls().stream().filter(call -> call.body().contains("refresh_token=refresh-one")))
        .hasSize(1);
    assertThat(api.calls().getLast().authorization()).contains("Bearer " + token("two"));
  }

  @Test
  void whoIsNoLongerSignedInIsToldSoAndNothingIsDoneAsSomebodyElse() {
    tokensAre("one", 10);
    larder("login");
    api.answers(OPENID + "token", 400, "{\"error\":\"invalid_grant\"}");

    Ran ran = larder("list", "repos");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "ada is no longer signed in to %s; run 'larder login' again, or 'larder logout'\n"
                .formatted(api.address()));
    assertThat(api.calls()).noneMatch(call -> call.call().equals(REPOS));
  }

  @Test
  void aServerThatCannotRenewNowKeepsTheSignIn() throws Exception {
    tokensAre("one", 10);
    larder("login");
    api.refuses(OPENID + "token", 503, "Keycloak is away");

    assertThat(larder("list", "repos").err()).contains("can't be renewed now").hasLineCount(1);
    assertThat(new ObjectMapper().readTree(onlyFile().toFile()).path("refreshToken").asText())
        .isEqualTo("refresh-one");
  }

  @Test
  void aSignInIsGoodForItsAddressAlone() throws Exception {
    tokensAre("one", 300);
    larder("login");

    larder("list", "repos", "-a", "http://127.0.0.1:" + api.port());

    assertThat(api.calls().getLast().authorization()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied, the sign-in was refused on the page; nobody is signed in",
    "expired_token, nobody signed in in time; run 'larder login' again",
  })
  void aSignInThatComesToNothingSaysWhy(String error, String message) {
    api.answers(OPENID + "token", 400, "{\"error\":\"" + error + "\"}");

    Ran ran = larder("login");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).endsWith(message + "\n");
    assertThat(config.resolve("larder/logins")).doesNotExist();
  }

  @Test
  void whereNoProviderIsSetUpThatIsSaid() {
    api.answers(
        "GET /__api__/status",
        200,
        "{\"parts\":{\"auth-service\":{\"status\":\"up\",\"parts\":{\"keycloak\":\"up\"}}}}");

    Ran ran = larder("login", "sso");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("no single sign-on is set up at " + api.address())
        .contains("authentication.oidc");
    assertThat(api.onlyCall().call()).isEqualTo("GET /__api__/status");
  }

  @Test
  void theCompanysOwnSignInIsNamed() {
    tokensAre("one", 300);
    api.answers(
        "GET /__api__/status",
        200,
        "{\"parts\":{\"auth-service\":{\"parts\":{\"keycloak\":\"up\",\"sso\":\"up\"}}}}");

    assertThat(larder("login", "sso").err()).contains("Choose 'Single sign-on' on it");
    assertThat(larder("login", "ldap").exitCode()).isEqualTo(2);
    assertThat(larder("login", "ldap").err())
        .startsWith("'ldap' is no way to sign in; there is sso");
  }

  @Test
  void aServerWithoutSignInSaysSo() {
    api.refuses(OPENID + "auth/device", 503, "Keycloak can't be reached");

    Ran ran = larder("login");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "people can't sign in to %s now (503 Keycloak can't be reached); see 'larder status'\n"
                .formatted(api.address()));
  }

  @Test
  void programsAreToldTheNameAndNeverTheToken() throws Exception {
    tokensAre("one", 300);

    Ran ran = larder("login", "-o", "json");

    var json = new ObjectMapper().readTree(ran.out());
    assertThat(json.path("name").asText()).isEqualTo("ada");
    assertThat(json.size()).isEqualTo(2);
  }

  @Test
  void signingOutEndsTheSessionOnTheServer() {
    tokensAre("one", 300);
    larder("login");
    api.answers(OPENID + "logout", 204, "");

    Ran ran = larder("logout");

    assertThat(ran.out()).isEqualTo("Signed out ada of %s\n".formatted(api.address()));
    assertThat(api.calls().getLast().body()).contains("refresh_token=refresh-one");
    assertThat(larder("logout").err())
        .isEqualTo("nobody is signed in to %s\n".formatted(api.address()));
  }

  @Test
  void aFileThatIsBrokenIsAsNone() throws Exception {
    tokensAre("one", 300);
    larder("login");
    Files.writeString(onlyFile(), "{\"address\":\"" + api.address() + "\",\"expires\":\"soon\"}");

    larder("list", "repos");

    assertThat(api.calls().getLast().authorization()).isEmpty();
  }
}
