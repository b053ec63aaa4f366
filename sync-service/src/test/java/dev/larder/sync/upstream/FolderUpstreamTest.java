package dev.larder.sync.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Sha256;
import dev.larder.sync.look.Answer;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderUpstreamTest {
  @TempDir Path temp;
  private final FolderUpstream upstream = new FolderUpstream(new FileHashes(), FakeUpstream.BUDGET);

  @Test
  void looseWheelsAndSdistsAreTheirProjectsFiles() throws Exception {
    byte[] wheel = wheel(temp.resolve("my_project-1.0-py3-none-any.whl"));
    wheel(temp.resolve("My.Project-0.9.tar.gz"));
    wheel(temp.resolve("other-1.0-py3-none-any.whl"));
    Files.writeString(temp.resolve("notes.txt"), "x");
    Files.createDirectories(temp.resolve("my_project-2.0.tar.gz"));
    Files.createDirectories(temp.resolve("sub"));
    wheel(temp.resolve("sub/my_project-3.0-py3-none-any.whl"));
    Answer answer = look(temp, "my-project");
    assertThat(answer.filenames())
        .containsExactly("My.Project-0.9.tar.gz", "my_project-1.0-py3-none-any.whl");
    Answer.File file = answer.file("my_project-1.0-py3-none-any.whl");
    assertThat(file.sha256()).isEqualTo(Sha256.ofBytes(wheel).hex());
    assertThat(file.size()).isEqualTo(wheel.length);
    assertThat(file.uploadTime()).isNull();
    assertThat(file.url())
        .isEqualTo(temp.toRealPath().resolve("my_project-1.0-py3-none-any.whl").toUri().toString());
  }

  @Test
  void whatIsNotThereIsMissing() throws Exception {
    wheel(temp.resolve("other-1.0-py3-none-any.whl"));
    assertThat(look(temp, "p").outcome()).isEqualTo("missing");
  }

  @Test
  void aFolderThatIsNotThereIsAFailureThatNamesIt() throws Exception {
    assertThat(look(temp.resolve("gone"), "p").detail())
        .isEqualTo(
            "Upstream 'up' (%s) can't be read: there is no %s."
                .formatted(uri(temp.resolve("gone")), temp.resolve("gone")));
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertThat(look(file, "p").outcome()).isEqualTo("failed");
  }

  @Test
  void aStaticIndexMayPointBesideAFolderNamedSimple() throws Exception {
    Path simple = Files.createDirectories(temp.resolve("simple"));
    byte[] wheel = wheel(temp.resolve("files/p-1.0-py3-none-any.whl"));
    index(simple, "<a href=\"../../files/p-1.0-py3-none-any.whl\">p-1.0-py3-none-any.whl</a>");
    Answer answer = look(simple, "p");
    assertThat(answer.file("p-1.0-py3-none-any.whl").sha256())
        .isEqualTo(Sha256.ofBytes(wheel).hex());
    assertThat(answer.url()).isEqualTo(simple.resolve("p/index.html").toUri().toString());
  }

  @Test
  void anyOtherFolderIsNotLeft() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("index"));
    wheel(temp.resolve("files/p-1.0-py3-none-any.whl"));
    wheel(folder.resolve("p/p-2.0-py3-none-any.whl"));
    wheel(temp.resolve("outside/p-3.0-py3-none-any.whl"));
    Files.createSymbolicLink(
        folder.resolve("p/p-3.0-py3-none-any.whl"), temp.resolve("outside/p-3.0-py3-none-any.whl"));
    index(
        folder,
        """
        <a href="../../files/p-1.0-py3-none-any.whl">p-1.0-py3-none-any.whl</a>
        <a href="%2e%2e/%2e%2e/files/p-1.0-py3-none-any.whl">p-1.0-py3-none-any.whl</a>
        <a href="p-2.0-py3-none-any.whl">p-2.0-py3-none-any.whl</a>
        <a href="p-3.0-py3-none-any.whl">p-3.0-py3-none-any.whl</a>
        <a href="p-4.0-py3-none-any.whl">p-4.0-py3-none-any.whl</a>
        """);
    Answer answer = look(folder, "p");
    assertThat(answer.filenames()).containsExactly("p-2.0-py3-none-any.whl");
    assertThat(answer.leftOut())
        .containsExactly(
            new Answer.Left(
                "file",
                "its link leads out of the upstream's folder, or to nothing there",
                4,
                List.of(
                    "p-1.0-py3-none-any.whl", "p-1.0-py3-none-any.whl", "p-3.0-py3-none-any.whl")));
  }

  @Test
  void aFolderNamedSimpleDoesNotReachBeyondItsParent() throws Exception {
    Path simple = Files.createDirectories(temp.resolve("a/simple"));
    wheel(temp.resolve("p-1.0-py3-none-any.whl"));
    index(simple, "<a href=\"../../../p-1.0-py3-none-any.whl\">p-1.0-py3-none-any.whl</a>");
    assertThat(look(simple, "p").files()).isEmpty();
  }

  @Test
  void aStaticIndexMayLieInSimpleInside() throws Exception {
    wheel(temp.resolve("packages/p-1.0-py3-none-any.whl"));
    index(
        temp.resolve("simple"),
        "<a href=\"../../packages/p-1.0-py3-none-any.whl\">p-1.0-py3-none-any.whl</a>");
    assertThat(look(temp, "p").filenames()).containsExactly("p-1.0-py3-none-any.whl");
  }

  @Test
  void aHashInTheIndexIsTakenAndTheSizeComesFromTheFile() throws Exception {
    String sha = "cd".repeat(32);
    byte[] wheel = wheel(temp.resolve("p/p-1.0-py3-none-any.whl"));
    Files.writeString(temp.resolve("p/p-1.0-py3-none-any.whl.metadata"), "Name: p");
    index(
        temp,
        """
        <a href="p-1.0-py3-none-any.whl#sha256=%s" data-core-metadata="true" data-yanked="bad"
           data-requires-python="&gt;=3">p-1.0-py3-none-any.whl</a>
        """
            .formatted(sha));
    Answer.File file = look(temp, "p").file("p-1.0-py3-none-any.whl");
    assertThat(file.sha256()).isEqualTo(sha);
    assertThat(file.size()).isEqualTo(wheel.length);
    assertThat(file.metadata()).isTrue();
    assertThat(file.yankedReason()).isEqualTo("bad");
    assertThat(file.requiresPython()).isEqualTo(">=3");
  }

  @Test
  void metadataThatIsNotThereIsNotPromised() throws Exception {
    wheel(temp.resolve("p/p-1.0-py3-none-any.whl"));
    index(
        temp,
        "<a href=p-1.0-py3-none-any.whl data-core-metadata=sha256=%s>p-1.0-py3-none-any.whl</a>"
            .formatted("ab".repeat(32)));
    Answer.File file = look(temp, "p").file("p-1.0-py3-none-any.whl");
    assertThat(file.metadata()).isFalse();
    assertThat(file.metadataSha256()).isNull();
  }

  @Test
  void aJsonIndexIsPreferredAndItsLinksMayLeadToTheWeb() throws Exception {
    index(temp, "<a href=\"https://x/p-1.0.tar.gz\">p-1.0.tar.gz</a>");
    Files.writeString(
        temp.resolve("p/index.json"),
        """
        {"meta":{"api-version":"1.1"},"files":[{"filename":"p-2.0.tar.gz","size":5,
         "url":"https://x/p-2.0.tar.gz","upload-time":"2024-03-01T12:00:00Z"}]}
        """);
    Answer.File file = look(temp, "p").file("p-2.0.tar.gz");
    assertThat(file.url()).isEqualTo("https://x/p-2.0.tar.gz");
    assertThat(file.size()).isEqualTo(5);
    assertThat(file.uploadTime()).isEqualTo("2024-03-01T12:00:00Z");
  }

  @Test
  void aFolderAsItWasIsUnchangedAlsoToAProcessThatNeverSawIt() throws Exception {
    Path wheel = temp.resolve("p-1.0-py3-none-any.whl");
    wheel(wheel);
    String etag = look(temp, "p").etag();
    FolderUpstream another = new FolderUpstream(new FileHashes(), FakeUpstream.BUDGET);
    assertThat(another.look(asking(temp, "p", etag))).isEqualTo(new Outcome.Unchanged());
    Files.write(wheel, new byte[] {1, 2, 3});
    Answer changed = Answer.of(upstream.look(asking(temp, "p", etag)));
    assertThat(changed.outcome()).isEqualTo("page");
    assertThat(changed.etag()).isNotEqualTo(etag);
    assertThat(changed.file("p-1.0-py3-none-any.whl").sha256())
        .isEqualTo(Sha256.ofBytes(new byte[] {1, 2, 3}).hex());
  }

  @Test
  void aNewFileChangesTheEtagOfAStaticIndexToo() throws Exception {
    wheel(temp.resolve("p/p-1.0-py3-none-any.whl"));
    index(temp, "<a href=p-1.0-py3-none-any.whl>x</a><a href=p-2.0-py3-none-any.whl>x</a>");
    String etag = look(temp, "p").etag();
    wheel(temp.resolve("p/p-2.0-py3-none-any.whl"));
    assertThat(Answer.of(upstream.look(asking(temp, "p", etag))).filenames()).hasSize(2);
  }

  @Test
  void anIndexThatIsNoneIsAFailure() throws Exception {
    index(temp, "<form><input></form>");
    assertThat(look(temp, "p").detail()).contains("web page for people");
  }

  @Test
  void aPageBehindALinkThatLeavesTheFolderIsNotRead() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("folder"));
    index(temp.resolve("outside"), "<a href=\"https://x/p-1.0.tar.gz\">p-1.0.tar.gz</a>");
    Files.createSymbolicLink(folder.resolve("p"), temp.resolve("outside/p"));
    assertThat(look(folder, "p").outcome()).isEqualTo("failed");
  }

  @Test
  void namesWithAPlusAndASpaceInTheFolderWork() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("my wheels"));
    wheel(folder.resolve("p-1.0+cpu-py3-none-any.whl"));
    Answer answer = look(folder, "p");
    assertThat(answer.file("p-1.0+cpu-py3-none-any.whl").url())
        .endsWith("/my%20wheels/p-1.0+cpu-py3-none-any.whl");
  }

  private Answer look(Path folder, String project) throws Exception {
    return Answer.of(upstream.look(asking(folder, project, null)));
  }

  private static Look asking(Path folder, String project, String etag) {
    return new Look("up", uri(folder), null, ProjectName.of(project), etag);
  }

  private static java.net.URI uri(Path folder) {
    String uri = folder.toUri().toString();
    return java.net.URI.create(uri.endsWith("/") ? uri : uri + "/");
  }

  private static void index(Path folder, String html) throws IOException {
    Files.createDirectories(folder.resolve("p"));
    Files.writeString(folder.resolve("p/index.html"), html);
  }

  private static byte[] wheel(Path path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x.dist-info/METADATA"));
      zip.write(path.getFileName().toString().getBytes());
    }
    Files.createDirectories(path.getParent());
    return Files.readAllBytes(Files.write(path, bytes.toByteArray()));
  }
}
