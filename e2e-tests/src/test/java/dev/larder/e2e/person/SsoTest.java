package dev.larder.e2e.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Package;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code larder login sso}: who is in a group of the company may what our group gives. */
@Order(86)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SsoTest {
  /** What a browser opens that comes back to this machine (RFC 8252). */
  private static final String SIGN_IN =
      "/auth/realms/larder/protocol/openid-connect/auth?client_id=larder&response_type=code"
          + "&redirect_uri=http://127.0.0.1/back&code_challenge_method=S256&code_challenge="
          + "a".repeat(43);

  private final Path folder = Checkout.emptyTarget("sso");
  private Company company;
  private LarderServer larder;

  @BeforeAll
  void start() throws Exception {
    company = new Company();
    Path wheels = Files.createDirectory(folder.resolve("wheels"));
    Package.of("sso-upstream", "1.0").wheel(wheels);
    Files.createDirectories(folder.resolve("config/larder"));
    Files.writeString(
        folder.resolve("config/larder/larder.yml"),
        """
        authentication:
          oidc:
            issuer: %s
            client-id: %s
            client-secret: %s
            groups: ["CN=Engineers,OU=Staff=team", platform=admins]
        """
            .formatted(company.url(), Company.CLIENT, Company.SECRET));
    larder = LarderServer.start(folder, wheels.toString(), Map.of());
    Waiting.until(
        Duration.ofMinutes(2),
        "the company's sign-in is offered",
        () -> Http.get(larder.url() + SIGN_IN).body().contains("/broker/sso/login"));
  }

  @AfterAll
  void stop() {
    if (larder != null) {
      larder.close();
    }
    company.close();
  }

  private static String done(Finished finished) {
    assertThat(finished.succeeded()).as(finished.toString()).isTrue();
    return finished.out();
  }

  private int upload(String token, String project) throws Exception {
    return UploadForm.send(
            larder.uploadUrl(),
            token,
            Package.of(project, "1.0").wheel(NewFolder.in(folder, "files")))
        .statusCode();
  }

  @Test
  void whoIsInAGroupOfTheCompanyPublishesUntilTheyAreNotAndTheirTokensEndWithThem()
      throws Exception {
    done(larder.larder("create", "group", "--name=team", "--role=publisher", "--sources=private"));
    Somebody dorothy = new Somebody(larder, NewFolder.in(folder, "home"), "dorothy");

    company.isSignedIn("dorothy", "CN=Engineers,OU=Staff");
    dorothy.signsInByTheCompany();
    String token =
        done(dorothy.larder("create", "token", "--description=hers", "--sources=private")).strip();
    assertThat(upload(token, "sso-one")).isEqualTo(200);
    assertThat(done(larder.larder("list", "people"))).contains("dorothy", "team");

    company.isSignedIn("dorothy");
    dorothy.signsInByTheCompany();
    Finished more = dorothy.larder("create", "token", "--description=more", "--sources=private");
    assertThat(more.succeeded()).isFalse();
    assertThat(more.err()).contains("you don't have the scope sources:write, but none");
    assertThat(upload(token, "sso-two"))
        .as("what was made stays until it is revoked")
        .isEqualTo(200);

    done(larder.larder("delete", "person", "--name=dorothy"));
    assertThat(upload(token, "sso-three")).isEqualTo(403);
    assertThat(dorothy.larder("list", "tokens").succeeded()).isFalse();
    assertThat(done(larder.larder("log")))
        .contains("create-group", "delete-person", "dorothy", "create-token");
  }

  @Test
  void anAdministratorOfTheCompanyIsOneHere() throws Exception {
    done(larder.larder("create", "group", "--name=admins", "--role=admin"));
    Somebody mary = new Somebody(larder, NewFolder.in(folder, "home"), "mary");

    company.isSignedIn("mary", "platform", "others");
    mary.signsInByTheCompany();

    done(mary.larder("create", "person", "--name=made-by-mary"));
    assertThat(done(mary.larder("log"))).contains("create-person", "made-by-mary", "mary");
  }
}
