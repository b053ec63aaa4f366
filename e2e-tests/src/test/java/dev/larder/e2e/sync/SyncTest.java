package dev.larder.e2e.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.LarderServer;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.upstream.simulated.Options;
import dev.larder.e2e.upstream.simulated.SimulatedUpstream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mirror that is synchronized whole, by the command, and what it knows then. */
@Order(45)
@ExtendWith(SharedFixture.class)
class SyncTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/vnd.pypi.simple.v1+json";
  private static final int PROJECTS = 300;

  private final LarderServer larder;

  SyncTest(Fixture fixture) {
    this.larder = fixture.larder();
  }

  @Test
  void aSynchronizedMirrorKnowsEveryProjectAtEveryDateAndADayLaterWhatIsNew() throws IOException {
    try (SimulatedUpstream world = SimulatedUpstream.start(Options.of(PROJECTS))) {
      done(
          larder.larder("create", "source", "--name=world", "--type=pypi", "--url=" + world.url()));
      done(larder.larder("create", "repo", "--name=world", "--sources=world"));

      Finished first = done(larder.larder("sync", "--source=world"));

      assertThat(first.err()).contains("Initiated PyPI synchronization for world. Depending on");
      assertThat(first.out()).contains("complete");
      TreeSet<String> listed = new TreeSet<>(names(world.url()));
      assertThat(listed).hasSize(PROJECTS);
      assertThat(names(root("latest"))).containsExactlyElementsOf(listed);
      for (String project : listed.stream().skip(7).limit(5).toList()) {
        assertThat(files(root("latest") + project + "/"))
            .containsExactlyInAnyOrderElementsOf(files(world.url() + project + "/"));
      }
      String today = LocalDate.now(ZoneOffset.UTC).toString();
      String then = root(today);
      List<String> known = names(then);
      assertThat(known).isNotEmpty();
      assertThat(names(root("2016-01-01"))).isNotEmpty().isSubsetOf(known);
      assertThat(names(root("2016-01-01")).size()).isLessThan(known.size());

      world.later();
      done(larder.larder("sync", "--source=world"));

      assertThat(names(root("latest"))).containsAll(names(world.url()));
      assertThat(names(then)).isEqualTo(known);
    }
  }

  private String root(String snapshot) {
    return larder.url() + "/world/" + snapshot + "/simple/";
  }

  private static Finished done(Finished finished) {
    assertThat(finished.succeeded()).as(finished.toString()).isTrue();
    return finished;
  }

  private static List<String> names(String root) throws IOException {
    return texts(root, "projects", "name");
  }

  private static List<String> files(String page) throws IOException {
    return texts(page, "files", "filename");
  }

  private static List<String> texts(String url, String list, String field) throws IOException {
    HttpResponse<String> response = Http.get(url, "Accept", TYPE);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<String> texts = new ArrayList<>();
    for (JsonNode each : JSON.readTree(response.body()).get(list)) {
      texts.add(each.get(field).asText());
    }
    return texts;
  }
}
