package dev.larder.e2e.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.server.House;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedHouse;
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
@ExtendWith(SharedHouse.class)
class SignedTest {
  private final House house;

  SignedTest(House house) {
    this.house = house;
  }

  private JsonNode onlyFile(String project) {
    JsonNode files =
        Http.json(
                Http.get(
                    house.larder().indexUrl() + project + "/",
                    "Accept",
                    "application/vnd.pypi.simple.v1+json"))
            .path("files");
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private URI url(String project) {
    return URI.create(house.larder().indexUrl() + project + "/")
        .resolve(onlyFile(project).path("url").asText());
  }

  @ParameterizedTest
  @EnumSource
  void whatTwineSignsGpgVerifiesAfterTheDownload(Twine twine) throws IOException {
    String project = "signed-" + twine.key();
    Distribution file = Package.of(project, "1.0").wheel(house.newFolder());
    try (Gpg gpg = Gpg.withAKey(house.folder())) {
      Finished uploaded =
          twine.upload(
              house.folder(),
              house.larder().uploadUrl(),
              house.token(),
              gpg.environment(),
              List.of("--sign", file.path().toString()));
      assertThat(uploaded.succeeded()).as("%s", uploaded).isTrue();

      assertThat(onlyFile(project).path("gpg-sig").asBoolean()).isTrue();
      assertThat(Http.get(house.larder().indexUrl() + project + "/").body())
          .contains("data-gpg-sig=\"true\"");
      HttpResponse<byte[]> signature = Http.bytes(url(project) + ".asc");
      assertThat(signature.headers().firstValue("Content-Type"))
          .contains("application/pgp-signature");
      Path folder = house.newFolder();
      Path asc = Files.write(folder.resolve("a.asc"), signature.body());
      Path got = Files.write(folder.resolve("a"), Http.bytes(url(project).toString()).body());
      Finished verified = gpg.verify(asc, got);
      assertThat(verified.succeeded()).as("%s", verified).isTrue();
      Files.write(got, new byte[] {1});
      assertThat(gpg.verify(asc, got).succeeded()).isFalse();
    }
    assertThat(house.larder().larder("info", "--package=" + project).out())
        .contains("Signed:  yes");
  }
}
