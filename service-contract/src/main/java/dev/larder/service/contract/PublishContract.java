package dev.larder.service.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What upload-service relies on when it hands over to index-service. There are the sources {@code
 * private}, {@code small}, whose files have at most 100 bytes, and {@code pypi}, a mirror.
 */
public abstract class PublishContract extends HttpContract {

  /** Removes a file from {@code private}. */
  protected abstract void remove(String project, String filename) throws Exception;

  private Map<String, Object> source(String name) throws Exception {
    return answer(get("/internal/sources/" + name));
  }

  private HttpResponse<String> publish(String source, Map<String, ?> file) throws Exception {
    return post("/internal/sources/%s/files".formatted(source(source).get("id")), file);
  }

  /** An sdist of version 1.0, whose bytes lie at {@code kept/} and its content. */
  private static Map<String, Object> file(String project, String content) {
    Map<String, Object> file = new HashMap<>();
    file.put("filename", project + "-1.0.tar.gz");
    file.put("filetype", "sdist");
    file.put("project", project);
    file.put("version", "1.0");
    file.put("sha256", Sha256.ofBytes(content.getBytes(UTF_8)).hex());
    file.put("md5", "0".repeat(32));
    file.put("blake2b", "0".repeat(64));
    file.put("size", content.length());
    file.put("key", "kept/" + content);
    file.put("by", "a-token");
    return file;
  }

  private Object known(List<String> keys) throws Exception {
    return answer(post("/internal/kept/known", Map.of("keys", keys))).get("known");
  }

  @Test
  void aSourceIsToldByItsName() throws Exception {
    assertThat(source("private"))
        .containsEntry("name", "private")
        .containsEntry("type", "local-python");
    assertThat(source("private").get("id")).isInstanceOf(Long.class);
    assertThat(source("private").get("maxFileSize")).isNull();
    assertThat(source("small")).containsEntry("maxFileSize", 100L);
    assertThat(source("pypi")).containsEntry("type", "pypi");
  }

  @Test
  void aSourceThatIsNotThereIsSaidNotToBe() throws Exception {
    assertThat(refusal(get("/internal/sources/nothing"), 404)).contains("nothing");
    assertThat(refusal(post("/internal/sources/999/files", file("lost", "lost")), 404))
        .contains("999");
  }

  @Test
  void theSameFileAgainIsPublishedOnce() throws Exception {
    Map<String, Object> again = file("once", "once");
    again.put("key", "kept/once-again");

    Map<String, Object> first = answer(publish("private", file("once", "once")));
    Map<String, Object> second = answer(publish("private", again));

    assertThat(first).containsEntry("outcome", "published");
    assertThat(second)
        .containsEntry("outcome", "identical")
        .containsEntry("serial", first.get("serial"));
    assertThat(known(List.of("kept/once", "kept/once-again"))).isEqualTo(List.of("kept/once"));
  }

  @Test
  void otherBytesOfANameThatIsTakenAreRefused() throws Exception {
    answer(publish("private", file("taken", "taken")));

    assertThat(refusal(publish("private", file("taken", "other")), 409))
        .doesNotStartWith("This filename was previously used");
    assertThat(known(List.of("kept/other"))).isEqualTo(List.of());
    assertThat(answer(publish("small", file("taken", "other"))))
        .as("in another source")
        .containsEntry("outcome", "published");
  }

  @Test
  void theNameOfARemovedFileStaysTaken() throws Exception {
    answer(publish("private", file("removed", "removed")));
    remove("removed", "removed-1.0.tar.gz");

    for (String content : List.of("removed", "another")) {
      assertThat(refusal(publish("private", file("removed", content)), 409))
          .startsWith("This filename was previously used");
    }
    assertThat(known(List.of("kept/removed"))).isEqualTo(List.of("kept/removed"));
  }

  @Test
  void aFileTakesThePlaceOfAnotherWhereItIsSaidTo() throws Exception {
    answer(publish("private", file("replaced", "replaced")));
    Map<String, Object> better = file("replaced", "better");
    better.put("replace", true);
    better.put("logComment", "rebuilt");

    assertThat(answer(publish("private", better))).containsEntry("outcome", "replaced");
    assertThat(answer(publish("private", better))).containsEntry("outcome", "identical");
    assertThat(known(List.of("kept/replaced", "kept/better")))
        .isEqualTo(List.of("kept/replaced", "kept/better"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"filename", "filetype", "project", "version", "sha256", "size", "key", "by"})
  void aFileOfWhichSomethingIsMissingIsNotWanted(String field) throws Exception {
    Map<String, Object> file = file("half", "half");
    file.remove(field);

    assertThat(refusal(publish("private", file), 400)).isNotBlank();
  }

  @Test
  void aFileOfAnotherProjectIsNotWanted() throws Exception {
    Map<String, Object> file = file("mine", "mine");
    file.put("project", "yours");

    assertThat(refusal(publish("private", file), 400)).contains("mine-1.0.tar.gz", "yours");
  }

  @Test
  void aMirrorTakesNoFiles() throws Exception {
    assertThat(refusal(publish("pypi", file("up", "up")), 400)).contains("pypi", "mirror");
  }

  @Test
  void whatLiesBesideAFilesObjectIsKnownToo() throws Exception {
    answer(publish("private", file("beside", "beside")));
    List<String> beside =
        List.of("kept/beside.metadata", "kept/beside.asc", "kept/beside.provenance");

    assertThat(known(beside)).isEqualTo(beside);
    assertThat(known(List.of("kept/nobodys", "kept/nobodys.asc"))).isEqualTo(List.of());
  }

  @Test
  void aThousandObjectsMayBeAskedForAtOnce() throws Exception {
    List<String> many = IntStream.rangeClosed(0, 1000).mapToObj(i -> "kept/" + i).toList();

    assertThat(known(many.subList(0, 1000))).isEqualTo(List.of());
    assertThat(refusal(post("/internal/kept/known", Map.of("keys", many)), 400)).isNotBlank();
    assertThat(refusal(post("/internal/kept/known", Map.of("keys", List.of("cache/x"))), 400))
        .isNotBlank();
  }

  @Test
  void onlyServicesAreAnswered() throws Exception {
    assertNeedsTheSecret("GET", "/internal/sources/private");
    assertNeedsTheSecret("POST", "/internal/sources/1/files");
    assertNeedsTheSecret("POST", "/internal/kept/known");
  }
}
