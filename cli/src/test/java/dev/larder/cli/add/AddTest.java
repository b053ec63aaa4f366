package dev.larder.cli.add;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddTest {
  private static final String UPLOAD = "POST /__api__/v1/sources/private/files";
  @TempDir private Path folder;
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
    api.answers(
        "GET /__api__/v1/sources/private", 200, "{\"name\":\"private\",\"type\":\"local-python\"}");
    api.text(UPLOAD, 200, "OK");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran add(Object path, String... more) {
    return Ran.larder(
        Map.of("LARDER_ADDRESS", api.address()),
        Stream.concat(Stream.of("add", "--source=private", "--path=" + path), Stream.of(more))
            .toArray(String[]::new));
  }

  private FakeApi.Asked upload() {
    return api.calls().getLast();
  }

  @Test
  void aWheelIsSentWithWhatItsMetadataSays() throws Exception {
    Path wheel = Distributions.wheel(folder, "corp", "1.0");

    Ran ran = add(wheel, "--comment=first");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("Added package '" + wheel + "'.\n");
    assertThat(ran.err()).isEqualTo("[1/1] " + wheel + "\n");
    assertThat(upload().call()).isEqualTo(UPLOAD);
    assertThat(upload().contentType()).startsWith("multipart/form-data; boundary=");
    assertThat(upload().body())
        .contains(
            field(":action", "file_upload"),
            field("protocol_version", "1"),
            field("filetype", "bdist_wheel"),
            field("pyversion", "py3"),
            field("name", "corp"),
            field("version", "1.0"),
            field("requires_python", ">=3.9"),
            field("sha256_digest", sha256(wheel)),
            field("comment", "first"),
            "name=\"content\"; filename=\"corp-1.0-py3-none-any.whl\"");
  }

  @ParameterizedTest
  @CsvSource({
    "corp-hello-1.0.tar.gz, corp-hello, 1.0",
    "Corp.Hello-1.0-beta.tar.gz, Corp.Hello, 1.0-beta",
    "corp-hello-1.0-1.tar.gz, corp-hello, 1.0-1",
  })
  void anSdistIsSentUnderTheNameThatItsToolGaveIt(String filename, String name, String version)
      throws Exception {
    Path sdist = Distributions.sdist(folder, name, version);

    assertThat(add(sdist).exitCode()).isZero();

    assertThat(upload().body())
        .contains(field("name", name), "name=\"content\"; filename=\"%s\"".formatted(filename));
  }

  @Test
  void anSdistIsSentWithWhatItsMetadataSays() throws Exception {
    Path sdist = Distributions.sdist(folder, "corp", "1.0");

    assertThat(add(sdist).exitCode()).isZero();

    assertThat(upload().body())
        .contains(
            field("filetype", "sdist"),
            field("pyversion", "source"),
            field("name", "corp"),
            field("version", "1.0"),
            field("sha256_digest", sha256(sdist)),
            "filename=\"corp-1.0.tar.gz\"");
  }

  @Test
  void everyFileOfAFolderAndOfSeveralPathsIsSentOnce() throws Exception {
    Path b = Distributions.wheel(folder, "b", "1");
    Path a = Distributions.sdist(folder, "a", "1");
    Path notes = Files.writeString(folder.resolve("notes.txt"), "x");
    Path other = Distributions.wheel(Files.createDirectory(folder.resolve("other")), "c", "1");

    Ran ran = add(other + "," + folder + "," + b);

    assertThat(ran.out().lines())
        .containsExactly(
            "Added package '" + other + "'.",
            "Added package '" + a + "'.",
            "Added package '" + b + "'.");
    assertThat(ran.err().lines())
        .containsExactly(
            notes + " is left out: neither wheel nor sdist",
            "[1/3] " + other,
            "[2/3] " + a,
            "[3/3] " + b);
  }

  @Test
  void aFileThatIsThereAlreadyIsNoFailure() throws Exception {
    Path wheel = Distributions.wheel(folder, "corp", "1.0");
    api.text(UPLOAD, 200, "This file was here already.");

    Ran ran = add(wheel);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEqualTo("Package '" + wheel + "': This file was here already.\n");
  }

  @Test
  void replacingIsAskedFor() throws Exception {
    Distributions.wheel(folder, "corp", "1.0");
    api.text(UPLOAD + "?replace=true", 200, "OK");

    assertThat(add(folder, "--replace").exitCode()).isZero();
  }

  @Test
  void aRefusedFileStopsNoOtherAndIsNamedAtTheEnd() throws Exception {
    Path broken = Files.writeString(folder.resolve("a-1-py3-none-any.whl"), "no zip");
    Path bare = Files.writeString(folder.resolve("b.whl"), "no name");
    Path good = Distributions.wheel(folder, "c", "1");

    Ran ran = add(folder);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("Added package '" + good + "'.\n");
    assertThat(ran.err())
        .contains(broken + ": it can't be read as a wheel (")
        .contains(bare + ": its name is not that of a wheel or an sdist\n")
        .endsWith(
            "2 of 3 files not added to 'private': %s, %s; running the same command again sends what is missing\n"
                .formatted(broken, bare));
  }

  @Test
  void theServersRefusalIsSaidForItsFile() throws Exception {
    Path wheel = Distributions.wheel(folder, "corp", "1.0");
    api.refuses(UPLOAD, 409, "File already exists");

    Ran ran = add(wheel);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(wheel + ": File already exists\n");
  }

  @Test
  void aServerThatGoesAwayEndsItAndWhatWasNotSentIsNamed() throws Exception {
    Path a = Distributions.wheel(folder, "a", "1");
    Path b = Distributions.wheel(folder, "b", "1");
    api.goesAwayAt(UPLOAD);

    Ran ran = add(folder, "-o", "json");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(outcomes(ran)).containsExactly("lost", "unsent");
    assertThat(ran.err()).contains("2 of 2 files not added to 'private': %s, %s".formatted(a, b));
  }

  @Test
  void jsonIsOneDocumentWithAnOutcomeForEachFile() throws Exception {
    Files.writeString(folder.resolve("a-1-py3-none-any.whl"), "no zip");
    Distributions.wheel(folder, "c", "1");

    Ran ran = add(folder, "-o", "json");

    assertThat(outcomes(ran)).containsExactly("refused", "added");
    assertThat(new ObjectMapper().readTree(ran.out()).path("source").asText()).isEqualTo("private");
  }

  @Test
  void anUnknownSourceIsRefusedOnceAndNothingIsSent() throws Exception {
    Distributions.wheel(folder, "a", "1");
    Distributions.wheel(folder, "b", "1");
    api.refuses("GET /__api__/v1/sources/private", 404, "source 'private' does not exist");

    Ran ran = add(folder);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("source 'private' does not exist\n");
    assertThat(api.calls()).hasSize(1);
  }

  @Test
  void nothingToSendIsWrongUsage() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(add(folder.resolve("nowhere")).exitCode()).isEqualTo(2);
    assertThat(add(folder.resolve("nowhere")).err()).startsWith("there is no file or folder '");
    assertThat(add(empty).err()).startsWith("no wheel and no sdist");
    assertThat(api.calls()).isEmpty();
  }

  private static Stream<String> outcomes(Ran ran) throws Exception {
    JsonNode document = new ObjectMapper().readTree(ran.out());
    return document.path("files").valueStream().map(file -> file.path("outcome").asText());
  }

  private static String field(String name, String value) {
    return "form-data; name=\"%s\"\r\n\r\n%s\r\n--".formatted(name, value);
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(
            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
