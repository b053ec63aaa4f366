package dev.larder.e2e.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Uploads that meet, and one that doesn't arrive, with every real part between them. */
@Order(54)
@ExtendWith(SharedFixture.class)
class SameUploadAtOnceTest {
  private static final int CLIENTS = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  // two parts
  private static final long SIZE = 7_000_000;

  private final Fixture fixture;

  SameUploadAtOnceTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private HttpResponse<String> upload(String source, Distribution file) throws IOException {
    return UploadForm.send(
        fixture.larder().url() + "/upload/pypi/" + source, fixture.larder().adminToken(), file);
  }

  private String page(String repository, String project) {
    return Http.get("%s%s/latest/simple/%s/".formatted(fixture.larder().url(), repository, project))
        .body();
  }

  private Http.Got download(String repository, Distribution file) throws IOException {
    return Http.download(
        "%s%s/packages/%s/%s"
            .formatted(fixture.larder().url(), repository, file.sha256(), file.filename()));
  }

  private static Http.Got whole(Distribution file) {
    return new Http.Got(200, file.size(), file.sha256());
  }

  /** Whatever lies in the store. */
  private Set<Path> stored() throws IOException {
    try (Stream<Path> all = Files.walk(fixture.larder().data().resolve("s3"))) {
      return all.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }

  private long storedOf(Distribution file) throws IOException {
    long count = 0;
    for (Path path : stored()) {
      if (Files.size(path) == file.size()) {
        count++;
      }
    }
    return count;
  }

  private void api(String path, String body) {
    HttpResponse<String> answer =
        Http.post(
            fixture.larder().url() + "/__api__/v1/" + path,
            body,
            "Authorization",
            "Bearer " + fixture.larder().adminToken(),
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  @Test
  void theSameFileFromManyClientsIsASuccessForAllAndStoredOnce() throws Exception {
    Distribution file = Package.of("meet-same", "1.0").padded(SIZE + 1).wheel(fixture.newFolder());
    List<Callable<Integer>> uploads =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> (Callable<Integer>) () -> upload("private", file).statusCode())
            .toList();

    assertThat(AtOnce.all(uploads)).containsOnly(200);

    Waiting.until(PATIENCE, "it is stored once", () -> storedOf(file) == 1);
    assertThat(page("", "meet-same")).containsOnlyOnce("#sha256=" + file.sha256());
    assertThat(download("", file)).isEqualTo(whole(file));
  }

  @Test
  void ofDifferentFilesOfOneNameExactlyOneWins() throws Exception {
    Package made = Package.of("meet-other", "1.0").padded(SIZE + 2);
    List<Distribution> files =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> made.saying("number %02d".formatted(i)).wheel(fixture.newFolder()))
            .toList();
    List<Callable<HttpResponse<String>>> uploads =
        files.stream()
            .map(file -> (Callable<HttpResponse<String>>) () -> upload("private", file))
            .toList();

    List<HttpResponse<String>> answers = AtOnce.all(uploads);

    List<Integer> winners =
        IntStream.range(0, CLIENTS)
            .filter(i -> answers.get(i).statusCode() == 200)
            .boxed()
            .toList();
    assertThat(winners).hasSize(1);
    Distribution winner = files.get(winners.getFirst());
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .allMatch(
            answer ->
                answer.statusCode() == 400 && answer.body().startsWith("File already exists"));
    assertThat(page("", "meet-other")).containsOnlyOnce("#sha256=").contains(winner.sha256());
    assertThat(download("", winner)).isEqualTo(whole(winner));
    for (Distribution file : files) {
      assertThat(download("", file).status()).isEqualTo(file.equals(winner) ? 200 : 404);
    }
  }

  @Test
  void theSameFileGoesIntoTwoSourcesAtOnce() throws Exception {
    api("sources", "{\"name\":\"meet-second\",\"type\":\"local-python\"}");
    api("repos", "{\"name\":\"meet-repo\",\"sources\":[\"meet-second\"]}");
    Distribution file = Package.of("meet-both", "1.0").padded(SIZE + 3).wheel(fixture.newFolder());
    List<Callable<Integer>> uploads =
        Stream.of("private", "meet-second")
            .map(source -> (Callable<Integer>) () -> upload(source, file).statusCode())
            .toList();

    assertThat(AtOnce.all(uploads)).containsExactly(200, 200);

    for (String repository : List.of("", "/meet-repo")) {
      assertThat(page(repository, "meet-both")).contains(file.sha256());
      assertThat(download(repository, file)).isEqualTo(whole(file));
    }
  }

  @Test
  void anUploadThatIsCutLeavesNothing() throws Exception {
    Set<Path> before = stored();
    Distribution file = Package.of("meet-cut", "1.0").padded(4 * SIZE).wheel(fixture.newFolder());
    byte[] bytes = Files.readAllBytes(file.path());
    URI url = URI.create(fixture.larder().uploadUrl());
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST %s HTTP/1.1\r
          Host: %s\r
          Authorization: %s\r
          Content-Type: multipart/form-data; boundary=x\r
          Content-Length: %d\r
          \r
          --x\r
          Content-Disposition: form-data; name="content"; filename="%s"\r
          \r
          """
              .formatted(
                  url.getPath(),
                  url.getAuthority(),
                  UploadForm.basic(fixture.token()),
                  file.size() + 1000,
                  file.filename())
              .getBytes(StandardCharsets.US_ASCII));
      out.write(Arrays.copyOf(bytes, (int) (3 * SIZE)));
      out.flush();
      Waiting.until(PATIENCE, "a part is stored", () -> !before.containsAll(stored()));
    }

    Waiting.until(
        PATIENCE,
        "nothing of it is stored",
        () -> {
          var left = new HashSet<>(stored());
          left.removeAll(before);
          return left.isEmpty();
        });
    assertThat(Http.get(fixture.larder().indexUrl() + "meet-cut/").statusCode()).isEqualTo(404);
    assertThat(upload("private", file).statusCode()).isEqualTo(200);
  }
}
