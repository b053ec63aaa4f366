package dev.larder.service.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.larder.packaging.Sha256;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What blob-service relies on when it asks index-service where a file is. The default repository
 * {@code main}, whose id is 1, has the sources {@code private}, which takes uploads, and {@code
 * pypi}, whose upstream is {@code https://user:hush@one.example/simple/}.
 */
public abstract class FileLookupContract extends HttpContract {
  private static final String LINK = "https://one.example/files/";
  private static final String AUTHORIZATION = "Basic dXNlcjpodXNo";

  /**
   * Publishes a file in {@code private}.
   *
   * @param key its object; its metadata, signature and provenance lie beside it, at {@code
   *     key.metadata} and so on
   */
  protected abstract void publish(String filename, String content, String key) throws Exception;

  /**
   * Lets the upstream's page of a project list that file alone, with metadata, and have been looked
   * at.
   *
   * @param hash what the page says, {@code sha256=…} or another
   * @return the file's key
   */
  protected abstract String list(String project, String filename, String url, String hash)
      throws Exception;

  /** Whether {@code main} is from now on for its readers only. */
  protected abstract void authenticate(boolean readersOnly) throws Exception;

  private HttpResponse<String> lookUp(String repository, String key, String filename)
      throws Exception {
    return get(
        "/internal/file?repo=%s&key=%s&name=%s"
            .formatted(repository, key, URLEncoder.encode(filename, UTF_8)));
  }

  private HttpResponse<String> refresh(
      long source, String project, String filename, String sha256, String url) throws Exception {
    return refresh(source, project, filename, sha256, url, false);
  }

  private HttpResponse<String> refresh(
      long source, String project, String filename, String sha256, String url, boolean refused)
      throws Exception {
    Map<String, Object> file = new HashMap<>();
    file.put("source", source);
    file.put("project", project);
    file.put("filename", filename);
    file.put("sha256", sha256);
    file.put("url", url);
    file.put("refused", refused);
    return post("/internal/file/refresh", file);
  }

  private static String sha256(String content) {
    return Sha256.ofBytes(content.getBytes(UTF_8)).hex();
  }

  private static void assertIsOf(Map<String, Object> file, String project, String filename) {
    assertThat(file).containsEntry("project", project).containsEntry("filename", filename);
    assertThat(file.get("tags"))
        .asInstanceOf(LIST)
        .contains("repo:1", "project:%s/%s".formatted(file.get("source"), project));
    assertThat(file.get("serial")).isInstanceOf(Long.class);
    assertThat(Instant.parse((String) file.get("stamp"))).isBefore(Instant.now());
  }

  private static void assertIsForEverybody(Map<String, Object> file) {
    assertThat(file.get("readers")).isNull();
    assertThat(file.get("others")).isIn(null, List.of());
  }

  @Test
  void anUploadIsToldWithItsObjects() throws Exception {
    publish("own-1.0-py3-none-any.whl", "own", "kept/own");

    Map<String, Object> file = answer(lookUp("", sha256("own"), "own-1.0-py3-none-any.whl"));

    assertIsOf(file, "own", "own-1.0-py3-none-any.whl");
    assertIsForEverybody(file);
    assertThat(file).containsEntry("sha256", sha256("own")).containsEntry("size", 3L);
    assertThat(file.get("upstream")).isNull();
    assertThat(object(file, "kept"))
        .containsEntry("key", "kept/own")
        .containsEntry("metadataKey", "kept/own.metadata")
        .containsEntry("signatureKey", "kept/own.asc")
        .containsEntry("provenanceKey", "kept/own.provenance");
  }

  @Test
  void aMirroredFileIsToldWithItsUpstream() throws Exception {
    String filename = "demo-1.0-py3-none-any.whl";
    String key = list("demo", filename, LINK + filename, "sha256=" + sha256("demo"));

    Map<String, Object> file = answer(lookUp("", key, filename));

    assertThat(key).isEqualTo(sha256("demo"));
    assertIsOf(file, "demo", filename);
    assertIsForEverybody(file);
    assertThat(file).containsEntry("sha256", key);
    assertThat(file.get("kept")).isNull();
    Map<String, Object> upstream = object(file, "upstream");
    assertThat(upstream)
        .containsEntry("source", "pypi")
        .containsEntry("url", LINK + filename)
        .containsEntry("authorization", AUTHORIZATION)
        .containsEntry("metadata", true)
        .containsEntry("generation", 1L);
    assertThat((String) object(upstream, "reach").get("own")).startsWith("https://one.example/");
  }

  @Test
  void aFileWhoseSha256IsNotKnownHasAKeyAllTheSame() throws Exception {
    String hash = "sha1=" + "0".repeat(40);
    String key = list("blind", "blind-1.0.tar.gz", LINK + "blind-1.0.tar.gz", hash);

    Map<String, Object> file = answer(lookUp("", key, "blind-1.0.tar.gz"));

    assertThat(key).matches("u-[0-9a-f]{40}");
    assertIsOf(file, "blind", "blind-1.0.tar.gz");
    assertThat(file.get("sha256")).isNull();
    assertThat(object(file, "upstream")).containsEntry("hash", hash);
  }

  @Test
  void theDefaultRepositoryMayBeNamed() throws Exception {
    publish("named-1.0.tar.gz", "named", "kept/named");

    assertThat(answer(lookUp("main", sha256("named"), "named-1.0.tar.gz")))
        .isEqualTo(answer(lookUp("", sha256("named"), "named-1.0.tar.gz")));
  }

  @Test
  void aNameIsReadAsItWasEncoded() throws Exception {
    publish("local-1.0+corp.3.tar.gz", "local", "kept/local");

    assertThat(answer(lookUp("", sha256("local"), "local-1.0+corp.3.tar.gz")))
        .containsEntry("filename", "local-1.0+corp.3.tar.gz");
  }

  @Test
  void whatARepositoryDoesNotShowIsNotThere() throws Exception {
    publish("shown-1.0.tar.gz", "shown", "kept/shown");

    for (HttpResponse<String> other :
        List.of(
            lookUp("", sha256("shown"), "shown-2.0.tar.gz"),
            lookUp("", sha256("other"), "shown-1.0.tar.gz"),
            lookUp("elsewhere", sha256("shown"), "shown-1.0.tar.gz"))) {
      assertThat(refusal(other, 404)).isNotBlank();
      assertThat(problem(other, 404)).containsEntry("others", List.of());
    }
  }

  @Test
  void whoMayReadIsToldOfWhatIsThereAndOfWhatIsNot() throws Exception {
    authenticate(true);
    try {
      publish("inner-1.0.tar.gz", "inner", "kept/inner");

      Map<String, Object> file = answer(lookUp("", sha256("inner"), "inner-1.0.tar.gz"));
      assertThat(file).containsEntry("readers", List.of("1")).containsEntry("others", List.of());
      assertThat(problem(lookUp("", sha256("inner"), "nothing-1.0.tar.gz"), 404))
          .containsEntry("others", List.of("1"));
    } finally {
      authenticate(false);
    }
  }

  @Test
  void theLinkThatAFileHasNowIsTold() throws Exception {
    String filename = "moved-1.0.tar.gz";
    String key = list("moved", filename, LINK + filename + "?sig=1", "sha256=" + sha256("moved"));
    long source = (long) answer(lookUp("", key, filename)).get("source");
    list("moved", filename, LINK + filename + "?sig=2", "sha256=" + sha256("moved"));

    assertThat(answer(refresh(source, "moved", filename, key, LINK + filename + "?sig=1")))
        .containsEntry("url", LINK + filename + "?sig=2")
        .containsEntry("authorization", AUTHORIZATION);
  }

  @Test
  void aFileThatIsNotListedHasNoLink() throws Exception {
    list("few", "few-1.0.tar.gz", LINK + "few-1.0.tar.gz", "sha256=" + sha256("few"));

    assertThat(
            refresh(2, "few", "few-2.0.tar.gz", sha256("few"), LINK + "few-2.0.tar.gz")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aFileWhoseBytesTheUpstreamRefusesForGoodIsToldWhileItIsListed() throws Exception {
    String filename = "gone-1.0.tar.gz";
    String link = LINK + filename;
    String key = list("gone", filename, link, "sha256=" + sha256("gone"));
    long source = (long) answer(lookUp("", key, filename)).get("source");

    assertThat(answer(refresh(source, "gone", filename, key, link, true)))
        .containsEntry("url", link);
  }

  @Test
  void onlyServicesAreAnswered() throws Exception {
    assertNeedsTheSecret("GET", "/internal/file?repo=&key=x&name=x-1.0.tar.gz");
    assertNeedsTheSecret("POST", "/internal/file/refresh");
  }
}
