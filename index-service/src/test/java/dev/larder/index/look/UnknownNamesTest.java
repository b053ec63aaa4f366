package dev.larder.index.look;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.clock.ShiftableMonotonic;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many names that nobody has heard of may be asked for. */
class UnknownNamesTest {
  private static final String FROM = "Larder-From";

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture =
        Fixture.with(
            Map.of(
                "larder.look-every",
                "0s",
                "larder.freshness",
                "0s",
                "larder.limit.first-looks",
                "2",
                "larder.limit.dated-names",
                "1"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anAddressCausesSoManyFirstLooksAMinuteAndNoMore() {
    assertThat(asked("/simple/a/", "192.0.2.1").statusCode()).isEqualTo(404);
    assertThat(asked("/simple/b/", "192.0.2.1").statusCode()).isEqualTo(404);
    HttpResponse<String> refused = asked("/simple/c/", "192.0.2.1");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body())
        .isEqualTo(
            "Your address asked for more than 2 unknown names in a minute; try again later\n");
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 60);
    assertThat(fixture.sync.questions("pypi", "c")).isEmpty();
    assertThat(asked("/simple/c/", "192.0.2.2").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/simple/d/").statusCode()).isEqualTo(404);
  }

  @Test
  void namesThatWereHeardOfDontCount() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    for (int i = 0; i < 4; i++) {
      assertThat(asked("/simple/demo/", "192.0.2.1").statusCode()).isEqualTo(200);
      assertThat(asked("/simple/ghost/", "192.0.2.1").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    assertThat(asked("/simple/a/", "2001:db8::1").statusCode()).isEqualTo(404);
    assertThat(asked("/simple/b/", "2001:db8::2").statusCode()).isEqualTo(404);
    assertThat(asked("/simple/c/", "2001:db8::3").statusCode()).isEqualTo(429);
    assertThat(asked("/simple/c/", "2001:db8:0:1::3").statusCode()).isEqualTo(404);
  }

  @Test
  void aMinuteLaterTheAddressMayAskAgain() {
    asked("/simple/a/", "192.0.2.1");
    asked("/simple/b/", "192.0.2.1");
    assertThat(asked("/simple/c/", "192.0.2.1").statusCode()).isEqualTo(429);
    fixture.bean(ShiftableMonotonic.class).databaseIsAheadBy(Duration.ofSeconds(-61));
    assertThat(asked("/simple/c/", "192.0.2.1").statusCode()).isEqualTo(404);
  }

  @Test
  void aMirrorKeepsSoManyNamesForInstantsAndNoMore() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    assertThat(fixture.get("/simple/known/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/main/2021-01-01/simple/ghost/").statusCode()).isEqualTo(404);
    for (String name : new String[] {"another", "known"}) {
      HttpResponse<String> refused = fixture.get("/main/2021-01-01/simple/" + name + "/");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body())
          .isEqualTo(
              "Source 'pypi' keeps 1 names that it hadn't at an instant, and no more; a sync of it"
                  + " makes room, and latest is there\n");
      assertThat(refused.headers().firstValue("Retry-After")).contains("3600");
    }
    assertThat(fixture.sync.questions("pypi", "another")).isEmpty();
    assertThat(fixture.get("/main/2021-01-01/simple/ghost/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/main/2022-01-01/simple/ghost/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/simple/demo/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/main/2021-01-01/simple/demo/").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> asked(String path, String from) {
    return fixture.get(path, FROM, from);
  }
}
