package dev.larder.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Package;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mirror whose upstream isn't to be asked, by an administrator's word. */
@Order(41)
@ExtendWith(SharedFixture.class)
class OfflineTest {
  private static final String SOURCE = "resting";

  private final Fixture fixture;

  OfflineTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Finished larder(String... words) {
    return fixture.larder().larder(words);
  }

  private void succeeds(String... words) {
    Finished finished = larder(words);
    assertThat(finished.succeeded()).as("%s", finished).isTrue();
  }

  private String index() {
    return "%s/%s/latest/simple/".formatted(fixture.larder().url(), SOURCE);
  }

  private Installation install(Package wanted) {
    return Installer.PIP_26.install(fixture.folder(), index(), wanted.name());
  }

  @Test
  void whatIsKnownIsServedAndNothingIsAsked() {
    Package known = Package.of("resting-known", "1.0");
    Package other = Package.of("resting-other", "1.0");
    try (Upstream upstream = Upstream.start()) {
      UpstreamFile file = upstream.publish(known.wheel(fixture.newFolder()));
      UpstreamFile unread = upstream.publish(other.wheel(fixture.newFolder()));
      succeeds("create", "source", "--name=" + SOURCE, "--type=pypi", "--url=" + upstream.url());
      succeeds("create", "repo", "--name=" + SOURCE, "--sources=" + SOURCE);
      assertThat(install(known).says(known)).isEqualTo(known.says());
      assertThat(Http.get(index() + "resting-other/").statusCode()).isEqualTo(200);
      String unreadUrl =
          "%s/%s/packages/%s/%s"
              .formatted(
                  fixture.larder().url(),
                  SOURCE,
                  unread.distribution().sha256(),
                  unread.distribution().filename());

      succeeds("offline", "--source=" + SOURCE);
      int asked = upstream.gets(file.path());

      assertThat(install(known).says(known)).isEqualTo(known.says());
      for (String url : new String[] {index() + "resting-unknown/", unreadUrl}) {
        HttpResponse<String> refused = Http.get(url);
        assertThat(refused.statusCode()).as(url).isEqualTo(503);
        assertThat(refused.body()).contains("'resting' is offline").hasLineCount(1);
      }
      assertThat(upstream.gets("/simple/resting-unknown/")).isZero();
      assertThat(upstream.gets(unread.path())).isZero();
      assertThat(upstream.gets(file.path())).isEqualTo(asked);
      Finished sync = larder("sync", "--source=" + SOURCE);
      assertThat(sync.succeeded()).as("%s", sync).isFalse();
      assertThat(sync.err()).contains("'resting' is offline");
      assertThat(larder("status").out()).contains("offline since");
      assertThat(larder("list", "sources", "-o", "json").out()).contains("\"offlineSince\"");

      succeeds("online", "--source=" + SOURCE);

      assertThat(install(other).says(other)).isEqualTo(other.says());
      assertThat(Http.get(index() + "resting-unknown/").statusCode()).isEqualTo(404);
    }
  }
}
