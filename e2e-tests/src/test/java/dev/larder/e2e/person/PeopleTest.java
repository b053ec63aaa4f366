package dev.larder.e2e.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upload.UploadForm;
import dev.larder.e2e.wheel.Package;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the first administrator to the end of a person's tokens. */
@ExtendWith(SharedFixture.class)
class PeopleTest {
  private static final Pattern PASSWORD = Pattern.compile("Password: +(\\S+)");

  private final Fixture fixture;
  private final LarderServer larder;

  PeopleTest(Fixture fixture) {
    this.fixture = fixture;
    this.larder = fixture.larder();
  }

  private static String done(Finished finished) {
    assertThat(finished.succeeded()).as(finished.toString()).isTrue();
    return finished.out();
  }

  private static String password(Finished made) {
    Matcher password = PASSWORD.matcher(done(made));
    assertThat(password.find()).as(made.out()).isTrue();
    return password.group(1);
  }

  private Somebody somebody(String name) {
    return new Somebody(larder, fixture.newFolder(), name);
  }

  @Test
  void aPersonSignsInPublishesAndIsGone() throws Exception {
    Somebody ada = somebody("ada");
    String first = password(larder.larder("bootstrap", "--name=ada", "--email=ada@corp.example"));
    assertThat(larder.larder("bootstrap", "--name=eve").succeeded()).as("only once").isFalse();
    ada.signsIn(first);
    done(
        ada.larder(
            "create",
            "group",
            "--name=team",
            "--role=publisher",
            "--repos=main",
            "--sources=private"));
    Somebody grace = somebody("grace");
    String hers = password(ada.larder("create", "person", "--name=grace", "--groups=team"));
    grace.signsIn(hers);

    assertThat(grace.larder("create", "person", "--name=mallory").succeeded())
        .as("for administrators")
        .isFalse();
    Finished made =
        grace.larder("create", "token", "--description=hers", "--sources=private", "--expires=1h");
    String token = done(made).strip();
    assertThat(send(token, "larder-people-one")).isEqualTo(200);
    assertThat(larder.larder("log", "--package=larder-people-one").out()).contains("publish");

    done(ada.larder("delete", "person", "--name=grace"));

    assertThat(send(token, "larder-people-two")).isEqualTo(403);
    assertThat(grace.larder("list", "tokens").succeeded()).isFalse();
    assertThat(done(ada.larder("list", "people"))).contains("ada").doesNotContain("grace");
    assertThat(done(ada.larder("log")).lines())
        .anySatisfy(line -> assertThat(line).contains("create-group", "team", "ada"))
        .anySatisfy(line -> assertThat(line).contains("create-person", "grace", "ada"))
        .anySatisfy(line -> assertThat(line).contains("delete-person", "grace", "ada"));
    done(ada.larder("logout"));
    assertThat(ada.larder("list", "people").succeeded()).isFalse();
  }

  private int send(String token, String name) throws Exception {
    return UploadForm.send(
            larder.uploadUrl(), token, Package.of(name, "1.0").wheel(fixture.newFolder()))
        .statusCode();
  }

  @Test
  void keycloaksAdministrationIsClosed() {
    for (String path : new String[] {"/auth/", "/auth/admin/", "/auth/realms/master/account"}) {
      assertThat(Http.get(larder.url() + path).statusCode()).as(path).isEqualTo(404);
    }
  }
}
