package dev.larder.e2e.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.wheel.Package;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Packages of a mirror, and uploads, are found by what they say of themselves. */
@Order(44)
@ExtendWith(SharedFixture.class)
class SummaryTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  private final Fixture fixture;

  SummaryTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void aPackageOfAMirrorIsFoundByItsSummaryOnceThatIsRead() {
    fixture.publish(
        Package.of("summarized", "1.0")
            .summarized("Counts platypodes by sonar")
            .requiring("other>=1"));
    assertThat(Http.get(fixture.larder().indexUrl() + "summarized/").statusCode()).isEqualTo(200);

    Waiting.until(
        SOON,
        "the summary is found",
        () ->
            larder("list", "packages", "--repo=main", "--search=sonar platypodes")
                .out()
                .contains("summarized"));

    assertThat(larder("list", "packages", "--repo=main", "--search=PLATYPODES").out().lines())
        .hasSize(2)
        .last()
        .asString()
        .matches("summarized +pypi +[0-9]+ +Counts platypodes by sonar");
    assertThat(larder("info", "--package=summarized").out())
        .contains("Summary:  Counts platypodes by sonar")
        .contains("Depends on:  other>=1");
  }

  @Test
  void anUploadIsFoundByItsSummary() {
    String wheel =
        Package.of("summarized-own", "1.0")
            .summarized("Weighs wombats")
            .wheel(fixture.newFolder())
            .path()
            .toString();
    larder("add", "--source=private", "--path=" + wheel);

    Waiting.until(
        SOON,
        "the summary is found",
        () ->
            larder("list", "packages", "--source=private", "--search=wombats")
                .out()
                .contains("summarized-own"));
  }

  private Finished larder(String... args) {
    Finished finished = fixture.larder().larder(args);
    assertThat(finished.succeeded()).as(finished.toString()).isTrue();
    return finished;
  }
}
