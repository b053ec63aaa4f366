package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.FakeIndex;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may upload where, and how much. */
class UploadAdmissionTest {

  private static final byte[] WHEEL = Distributions.wheel("foo", "1.0");

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of("larder.upload.max-file-size", "1048576"));
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @AfterEach
  void nothingWasPublished() {
    assertThat(fixture.index().published()).isEmpty();
  }

  private static Form form(byte[] wheel) {
    return Form.of("bdist_wheel", "foo", "1.0")
        .field("sha256_digest", Sha256.ofBytes(wheel).hex())
        .content("foo-1.0-py3-none-any.whl", wheel);
  }

  static Stream<Arguments> notAdmitted() {
    String token =
        "{\"kind\":\"token\",\"id\":\"g\",\"scopes\":[%s],\"sources\":[%s],\"repos\":[]}";
    return Stream.of(
        Arguments.of(401, "private", "", "An upload needs a token"),
        Arguments.of(
            403,
            "private",
            token.formatted("\"repos:read\"", "\"1\""),
            "it lacks the scope 'sources:write'"),
        Arguments.of(
            403,
            "private",
            token.formatted("\"sources:write\"", "\"3\""),
            "isn't allowed to upload to source 'private'"),
        Arguments.of(
            404,
            "nowhere",
            token.formatted("\"sources:write\"", "\"*\""),
            "There is no source 'nowhere'"),
        Arguments.of(
            400, "pypi", Fixture.ADMIN, "Source 'pypi' is of type pypi and takes no uploads"));
  }

  @ParameterizedTest
  @MethodSource("notAdmitted")
  void whoMayNotUploadIsStoppedBeforeTheBodyIsRead(
      int status, String source, String caller, String message) throws IOException {
    Answer answer = fixture.upload(source, form(WHEEL).body(), caller, Map.of());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(message);
    assertThat(answer.headers().get("WWW-Authenticate"))
        .matches(h -> (status == 401) == (h != null));
  }

  @Test
  void theSmallerOfASourcesLimitAndTheServersCounts() throws IOException {
    Form large = form(new byte[(1 << 20) + 1]);
    Form nameLast = new Form().content("foo-1.0-py3-none-any.whl", WHEEL).field("name", "foo");

    assertThat(fixture.upload("wide", large.body(), Fixture.ADMIN, Map.of()).body())
        .isEqualTo("File too large. Limit for project 'foo' is 1 MB.\n");
    assertThat(fixture.upload("small", nameLast.body(), Fixture.ADMIN, Map.of()).body())
        .isEqualTo("File too large. The limit is 100 bytes (max-file-size of source 'small').\n");
  }

  @Test
  void aProblemIsGivenWhereAskedFor() throws IOException {
    Answer answer =
        fixture.upload(
            "nowhere",
            new Form().body(),
            Fixture.ADMIN,
            Map.of("Accept", "application/problem+json"));

    assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body())
        .contains("\"title\":\"Not Found\"", "\"status\":404", "There is no source 'nowhere'");
  }

  @Test
  void withoutTheSecretNothingButTheHealthIsAnswered() throws IOException {
    Request.Builder upload =
        new Request.Builder().url(fixture.url() + "/upload/pypi/private").post(new Form().body());

    assertThat(
            fixture.send(upload.header("Larder-Secret", FakeIndex.SECRET + "x").build()).status())
        .isEqualTo(403);
    assertThat(fixture.send(upload.removeHeader("Larder-Secret").build()).status()).isEqualTo(403);
    assertThat(fixture.health().status()).isEqualTo(200);
  }

  @Test
  void otherPathsAndMethodsAreRefusedInALine() throws IOException {
    Request.Builder request = new Request.Builder().header("Larder-Secret", FakeIndex.SECRET);

    assertThat(fixture.send(request.url(fixture.url() + "/elsewhere").build()).status())
        .isEqualTo(404);
    Answer get = fixture.send(request.url(fixture.url() + "/upload/pypi/private").build());
    assertThat(get.status()).isEqualTo(405);
    assertThat(get.body()).isEqualTo("'/upload/pypi/private' takes uploads by POST alone.\n");
  }
}
