package dev.larder.index;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;

import dev.larder.service.contract.LookContract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FakeSyncTest extends LookContract {
  private static final URI UPSTREAM = URI.create("http://127.0.0.1:2/simple/");
  private static final URI HOME = URI.create("http://127.0.0.1:2/home/");
  private static FakeSync sync;

  @BeforeAll
  static void open() {
    sync = new FakeSync();
    sync.inside("up", "loopback");
    sync.answerBy(
        "up",
        "demo",
        question ->
            "\"1\"".equals(question.get("etag"))
                ? unchanged()
                : page("\"1\"", file("demo-1.0.tar.gz")));
    sync.answer("up", "closed", failed(502, "Upstream 'up' refuses access"));
    sync.answer("up", "busy", FakeSync.busy(30));
    sync.description(
        "up",
        "demo",
        Map.of(
            "outcome",
            "described",
            "summary",
            "A demo",
            "author",
            "Ada",
            "requiresDist",
            List.of("other>=1")));
    sync.description("up", "busy", Map.of("outcome", "failed", "detail", "Upstream 'up' is busy"));
    sync.verdict(UPSTREAM.toString(), Map.of("outcome", "index", "inside", List.of("loopback")));
    sync.verdict(
        HOME.toString(), Map.of("outcome", "none", "detail", "there is no index at " + HOME));
    sync.verdict(NOWHERE.toString(), Map.of("outcome", "unreachable", "detail", "it is away"));
  }

  @AfterAll
  static void close() {
    sync.close();
  }

  @Override
  protected URI service() {
    return URI.create(sync.url());
  }

  @Override
  protected String secret() {
    return Fixture.SECRET;
  }

  @Override
  protected URI upstream() {
    return UPSTREAM;
  }

  @Override
  protected URI home() {
    return HOME;
  }
}
