package dev.larder.e2e.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code twine upload --sign}, and what others see of it. */
@Order(52)
@ExtendWith(SharedFixture.class)
class SignedTest {
  private final Fixture fixture;

  SignedTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private JsonNode onlyFile(String project) {
    JsonNode files =
        Http.json(
                Http.get(
                    fixture.larder().indexUrl() + project + "/",
                    "Accept",
                    "application/vnd.pypi.simple.v1+json"))
            .path("files");
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private URI url(String project) {
    return URI.create(fixture.larder().indexUrl() + project + "/")
        .resolve(onlyFile(project).path("url").asText());
  }

  @ParameterizedTest
  @EnumSource
  void whatTwineSignsGpgVerifiesAfterTheDownload(Twine twine) throws IOException {
    String project = "signed-" + twine.key();
    Distribution file = Package.of(project, "1.0").wheel(fixture.newFolder());
    try (Gpg gpg = Gpg.withAKey(fixture.folder())) {
      Finished uploaded =
          twine.upload(
              fixture.folder(),
              fixture.larder().uploadUrl(),
              fixture.token(),
              gpg.environment(),
              List.of("--sign", file.path().toString()));
      assertThat(uploaded.succeeded()).as("%s", uploaded).isTrue();

      assertThat(onlyFile(project).path("gpg-sig").asBoolean()).isTrue();
      assertThat(Http.get(fixture.larder().indexUrl() + project + "/").body())
          .contains("data-gpg-sig=\"true\"");
      HttpResponse<byte[]> signature = Http.bytes(url(project) + ".asc");
      assertThat(signature.headers().firstValue("Content-Type"))
          .contains("application/pgp-signature");
      Path folder = fixture.newFolder();
      Path asc = Files.write(folder.resolve("a.asc"), signature.body());
      Path got = Files.write(folder.resolve("a"), Http.bytes(url(project).toString()).body());
      Finished verified = gpg.verify(asc, got);
      assertThat(verified.succeeded()).as("%s", verified).isTrue();
      Files.write(got, new byte[] {1});
      assertThat(gpg.verify(asc, got).succeeded()).isFalse();
    }
    assertThat(fixture.larder().larder("info", "--package=" + project).out())
        .contains("Signed:  yes");
  }
}
