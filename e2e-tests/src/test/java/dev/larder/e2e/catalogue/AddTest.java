package dev.larder.e2e.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A folder of files, and a command that dies in the middle of it. */
@Order(71)
@ExtendWith(SharedFixture.class)
class AddTest {
  private static final int FILES = 500;
  private final Fixture fixture;

  AddTest(Fixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void killedInTheMiddleItLeavesWholeFilesOnlyAndTheSameCommandCompletesIt() throws Exception {
    Path folder = fixture.newFolder();
    List<Distribution> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(Package.of("many-corp", "1." + i).padded(2_000).sdist(folder));
    }
    String[] command = {"add", "--source=private", "--path=" + folder};

    Process process = fixture.larder().begun(command);
    Waiting.until(Duration.ofMinutes(1), "some files are there", () -> listed().size() > 20);
    process.destroyForcibly().waitFor();

    Set<String> between = listed();
    assertThat(between).hasSizeLessThan(FILES);
    for (Distribution file : files) {
      if (between.contains(file.filename())) {
        assertThat(downloaded(file)).isEqualTo(file.sha256());
      }
    }
    Finished again = fixture.larder().larder(command);
    assertThat(again.succeeded()).as("%s", again).isTrue();
    assertThat(listed())
        .isEqualTo(files.stream().map(Distribution::filename).collect(Collectors.toSet()));
  }

  private Set<String> listed() {
    var response =
        Http.get(
            fixture.larder().url() + "/simple/many-corp/",
            "Accept",
            "application/vnd.pypi.simple.v1+json");
    Set<String> names = new TreeSet<>();
    if (response.statusCode() == 200) {
      for (JsonNode file : Http.json(response).path("files")) {
        names.add(file.path("filename").asText());
      }
    }
    return names;
  }

  private String downloaded(Distribution file) throws IOException {
    return Http.download(
            fixture.larder().url() + "/packages/" + file.sha256() + "/" + file.filename())
        .sha256();
  }
}
