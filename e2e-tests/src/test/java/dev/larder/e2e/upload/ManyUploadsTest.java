package dev.larder.e2e.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Installation;
import dev.larder.e2e.client.Installer;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.client.Requirements;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.Part;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As many large files at once as a team's CI may send. */
@Order(53)
@ExtendWith(SharedFixture.class)
class ManyUploadsTest {
  private static final int CLIENTS = 64;
  private static final List<String> WATCHED = List.of("gateway", "upload-service");

  private final Fixture fixture;

  ManyUploadsTest(Fixture fixture) {
    this.fixture = fixture;
  }

  /**
   * Bytes of each file: of several parts of a multipart upload, and all of them larger than any
   * heap.
   */
  long size() {
    return 8_000_000;
  }

  private Part part(String name) {
    return fixture.larder().parts().get(name);
  }

  private List<Long> memory() {
    return WATCHED.stream().map(name -> part(name).residentBytes() >> 20).toList();
  }

  private String upload(Distribution file) throws Exception {
    var answer = UploadForm.send(fixture.larder().uploadUrl(), fixture.token(), file);
    return answer.statusCode() + " " + answer.body().strip();
  }

  @Test
  void areAllTakenAndInstalled() throws Exception {
    Path folder = NewFolder.in(fixture.folder(), "many");
    List<Distribution> files =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                i -> Package.of("many-" + i, String.valueOf(size())).padded(size()).wheel(folder))
            .toList();
    List<Callable<String>> uploads =
        files.stream().map(file -> (Callable<String>) () -> upload(file)).toList();
    fixture.token();
    List<Long> before = memory();
    long begun = System.nanoTime();

    List<String> answers = AtOnce.all(uploads);

    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%d uploads of %d MB at once: %.1f s, %.0f MB/s; MB resident of %s: before %s, after %s,"
            + " at most %s%n",
        CLIENTS,
        size() / 1_000_000,
        seconds,
        CLIENTS * size() / 1e6 / seconds,
        WATCHED,
        before,
        memory(),
        WATCHED.stream().map(name -> part(name).mostResidentBytes() >> 20).toList());
    assertThat(answers).containsOnly("200 OK");
    Installation installed =
        Requirements.install(
            Installer.PIP_26, fixture.folder(), fixture.larder().indexUrl(), files);
    assertThat(installed.succeeded()).as("%s", installed).isTrue();
    assertThat(files)
        .allMatch(
            file ->
                Files.exists(installed.target().resolve(file.project().replace('-', '_') + ".py")));
    clear(files, installed);
  }

  /** Gigabytes that nobody needs any more. */
  private void clear(List<Distribution> files, Installation installed) throws Exception {
    for (Distribution file : files) {
      Files.delete(file.path());
      HttpResponse<String> removed =
          Http.post(
              fixture.larder().url() + "/__api__/v1/sources/private/remove",
              "{\"package\":\"%s\",\"scope\":\"@all\",\"purge\":true}".formatted(file.project()),
              "Authorization",
              "Bearer " + fixture.larder().adminToken(),
              "Content-Type",
              "application/json");
      assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    }
    Checkout.delete(installed.target());
  }
}
