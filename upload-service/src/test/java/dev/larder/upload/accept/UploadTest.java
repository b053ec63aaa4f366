package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {

  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Test
  void aWheelIsStoredToTheByteAndPublished() throws Exception {
    byte[] wheel = Distributions.wheel("my-pkg", "1.0");

    Answer answer =
        fixture.upload("bdist_wheel", "my-pkg", "1.0", "my_pkg-1.0-py3-none-any.whl", wheel);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Map<String, Object> file = fixture.index().published().getLast();
    assertThat(file)
        .containsEntry("filename", "my_pkg-1.0-py3-none-any.whl")
        .containsEntry("filetype", "bdist_wheel")
        .containsEntry("project", "my-pkg")
        .containsEntry("version", "1.0")
        .containsEntry("requiresPython", ">=3.9")
        .containsEntry("sha256", Sha256.ofBytes(wheel).hex())
        .containsEntry("size", wheel.length)
        .containsEntry("by", "admin");
    assertThat(fixture.s3().get(file.get("key").toString())).isEqualTo(wheel);
    byte[] metadata = Distributions.metadata("my-pkg", "1.0").getBytes(StandardCharsets.UTF_8);
    assertThat(file).containsEntry("metadataKey", file.get("key") + ".metadata");
    assertThat(file).containsEntry("metadataSha256", Sha256.ofBytes(metadata).hex());
    assertThat(fixture.s3().get(file.get("metadataKey").toString())).isEqualTo(metadata);
  }

  @Test
  void anSdistIsPublished() throws Exception {
    byte[] sdist = Distributions.sdist("my-src", "2.0");

    Answer answer = fixture.upload("sdist", "my-src", "2.0", "my_src-2.0.tar.gz", sdist);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Map<String, Object> file = fixture.index().published().getLast();
    assertThat(file).containsEntry("filetype", "sdist").containsEntry("project", "my-src");
    assertThat(fixture.s3().get(file.get("metadataKey").toString()))
        .isEqualTo(Distributions.metadata("my-src", "2.0").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux_x86_64",
        "linux_aarch64",
        "manylinux2014_x86_64.linux_x86_64",
        "freebsd_14_1_release_amd64",
        "openbsd_7_4_amd64",
        "aix_7203_1945_64",
        "solaris_2_11_sun4v_64bit",
        "mingw_x86_64_ucrt",
        "cygwin_3_4_6_x86_64",
        "haiku_1_beta4_x86_64",
        "emscripten_4_0_9_wasm32",
        "wasi_0_0_0_wasm32"
      })
  void aWheelBuiltForTheMachinesAtHandIsTaken(String platform) throws Exception {
    String name = "local-1.0-cp311-cp311-%s.whl".formatted(platform);

    Answer answer =
        fixture.upload("bdist_wheel", "local", "1.0", name, Distributions.wheel("local", "1.0"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(fixture.index().published().getLast()).containsEntry("filename", name);
  }

  @Test
  void aVariantOfAWheelIsTaken() throws Exception {
    String name = "corp_gpu-1.0-cp313-cp313-manylinux_2_28_x86_64-cu128.whl";

    Answer answer =
        fixture.upload(
            "bdist_wheel", "corp-gpu", "1.0", name, Distributions.wheel("corp-gpu", "1.0"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(fixture.index().published().getLast()).containsEntry("filename", name);
  }

  @Test
  void aFileOfManyPartsIsWholeInTheStore() throws Exception {
    var files = Distributions.wheelFiles("big", "1.0");
    byte[] noise = new byte[12 << 20];
    new java.util.Random(1).nextBytes(noise);
    files.put("big/data.bin", noise);
    byte[] wheel = Distributions.wheel(files);

    Answer answer = fixture.upload("bdist_wheel", "big", "1.0", "big-1.0-py3-none-any.whl", wheel);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(fixture.s3().get(fixture.index().published().getLast().get("key").toString()))
        .isEqualTo(wheel);
  }

  @Test
  void everyDigestOfTheFileIsHandedOver() throws Exception {
    byte[] wheel = Distributions.wheel("hashed", "1");
    Form form =
        Form.of("bdist_wheel", "hashed", "1")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content("hashed-1-py3-none-any.whl", wheel);

    assertThat(fixture.upload(form).status()).isEqualTo(200);

    Map<String, Object> file = fixture.index().published().getLast();
    byte[] blake2b = new org.bouncycastle.jcajce.provider.digest.Blake2b.Blake2b256().digest(wheel);
    assertThat(file).containsEntry("blake2b", java.util.HexFormat.of().formatHex(blake2b));
    assertThat(file.get("md5").toString()).hasSize(32);
  }

  /** RUP-6, and what Python 3.11's distutils calls BLAKE2b-256. */
  @Test
  void theLongDigestOfDistutilsIsNotComparedWhereTheSha256Is() throws Exception {
    byte[] wheel = Distributions.wheel("distutils", "1");
    byte[] blake2b = new org.bouncycastle.jcajce.provider.digest.Blake2b.Blake2b512().digest(wheel);
    String digits = java.util.HexFormat.of().formatHex(blake2b);
    String filename = "distutils-1-py3-none-any.whl";

    Form alone =
        Form.of("bdist_wheel", "distutils", "1")
            .field("blake2_256_digest", digits)
            .content(filename, wheel);
    Form withSha256 =
        Form.of("bdist_wheel", "distutils", "1")
            .field("blake2_256_digest", digits)
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content(filename, wheel);

    assertThat(fixture.upload(alone).status()).isEqualTo(400);
    assertThat(fixture.upload(withSha256)).extracting(Answer::status).isEqualTo(200);
  }

  @Test
  void theSameBytesAgainAreAQuietSuccess() throws Exception {
    byte[] wheel = Distributions.wheel("again", "1");

    assertThat(
            fixture.upload("bdist_wheel", "again", "1", "again-1-py3-none-any.whl", wheel).status())
        .isEqualTo(200);
    assertThat(
            fixture.upload("bdist_wheel", "again", "1", "again-1-py3-none-any.whl", wheel).status())
        .isEqualTo(200);
  }

  @Test
  void otherBytesUnderTheSameNameAreRefusedInPyPIsWords() throws Exception {
    var files = Distributions.wheelFiles("other", "1");
    fixture.upload(
        "bdist_wheel", "other", "1", "other-1-py3-none-any.whl", Distributions.wheel(files));
    files.put("other/more.py", new byte[0]);

    Answer answer =
        fixture.upload(
            "bdist_wheel", "other", "1", "other-1-py3-none-any.whl", Distributions.wheel(files));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("File already exists ('other-1-py3-none-any.whl', with blake2_256 hash '");
    assertThat(answer.reason()).isEqualTo(answer.body().strip());
  }

  @Test
  void fieldsMayFollowTheFile() throws Exception {
    byte[] wheel = Distributions.wheel("late", "1");
    Form form =
        new Form()
            .content("late-1-py3-none-any.whl", wheel)
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .field("name", "late")
            .field("version", "1")
            .field("filetype", "bdist_wheel")
            .field("protocol_version", "1")
            .field("unknown", "ignored")
            .field("description", "long ".repeat(100_000))
            .field(":action", "file_upload");

    assertThat(fixture.upload(form)).extracting(Answer::status).isEqualTo(200);
  }

  @Test
  void aBodyWithoutALengthIsTakenToo() throws Exception {
    byte[] wheel = Distributions.wheel("chunked", "1");
    Form form =
        Form.of("bdist_wheel", "chunked", "1")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content("chunked-1-py3-none-any.whl", wheel)
            .chunked();

    assertThat(fixture.upload(form).status()).isEqualTo(200);
  }

  @Test
  void theLastSlashMakesNoDifference() throws Exception {
    byte[] wheel = Distributions.wheel("slash", "1");
    Form form =
        Form.of("bdist_wheel", "slash", "1")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content("slash-1-py3-none-any.whl", wheel);

    assertThat(fixture.upload("private/", form.body(), Fixture.ADMIN, Map.of()).status())
        .isEqualTo(200);
  }

  @Test
  void localVersionsAreAllowed() throws Exception {
    byte[] wheel = Distributions.wheel("loc", "1.0+corp.3");

    Answer answer =
        fixture.upload(
            "bdist_wheel", "loc", "1.0+corp.3", "loc-1.0+corp.3-py3-none-any.whl", wheel);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void theRequestIdTravelsOn() throws Exception {
    byte[] wheel = Distributions.wheel("traced", "1");
    Form form =
        Form.of("bdist_wheel", "traced", "1")
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .content("traced-1-py3-none-any.whl", wheel);

    fixture.upload("private", form.body(), Fixture.ADMIN, Map.of("X-Request-Id", "trace-me-17"));

    assertThat(fixture.index().requestIds()).endsWith("trace-me-17", "trace-me-17");
  }
}
