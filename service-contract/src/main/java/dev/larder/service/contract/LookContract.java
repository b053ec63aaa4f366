package dev.larder.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What index-service relies on when it lets sync-service ask an upstream. */
public abstract class LookContract extends HttpContract {
  /** Where nothing listens. */
  protected static final URI NOWHERE = URI.create("http://127.0.0.1:1/simple/");

  private static final String ETAG = "\"1\"";

  /** All that index-service reads of a file. */
  private static final Set<String> FIELDS =
      Set.of(
          "filename",
          "url",
          "sha256",
          "size",
          "requiresPython",
          "yanked",
          "yankedReason",
          "uploadTime",
          "metadata",
          "metadataSha256",
          "gpgSig",
          "provenance",
          "hash");

  /**
   * Where an upstream is, which has:
   *
   * <ul>
   *   <li>{@code demo} with the ETag {@code "1"} and the file {@code demo-1.0.tar.gz} of 1,000
   *       bytes, of which nothing else is said but its sha256 and when it was uploaded;
   *   <li>{@code closed}, which it answers with 403;
   *   <li>{@code busy}, which it answers with 503 and {@code Retry-After: 30};
   *   <li>PyPI's JSON beside its pages, by which release 1.0 of {@code demo} has the summary {@code
   *       A demo}, is by {@code Ada}, and depends on {@code other>=1}; of {@code busy} 1.0 it
   *       answers as of its page;
   *   <li>nothing else.
   * </ul>
   */
  protected abstract URI upstream();

  /** Where there is a page for people, and no upstream. */
  protected abstract URI home();

  private HttpResponse<String> look(String project, String etag) throws Exception {
    Map<String, Object> question = question(upstream());
    question.put("project", project);
    question.put("etag", etag);
    question.put("timeoutMillis", 10_000);
    return post("/internal/look", question);
  }

  private HttpResponse<String> describe(URI url, String project) throws Exception {
    Map<String, Object> question = question(url);
    question.put("project", project);
    question.put("version", "1.0");
    return post("/internal/describe", question);
  }

  private Map<String, Object> check(URI url) throws Exception {
    return answer(post("/internal/check", question(url)));
  }

  private static Map<String, Object> question(URI url) {
    Map<String, Object> reach = new HashMap<>();
    reach.put("inside", null);
    reach.put("allow", List.of());
    reach.put("proxy", null);
    reach.put("ca", null);
    reach.put("clientCertificate", null);
    reach.put("missingStatus", List.of());
    Map<String, Object> question = new HashMap<>();
    question.put("source", "up");
    question.put("url", url.toString());
    question.put("authorization", null);
    question.put("reach", reach);
    return question;
  }

  @Test
  void aPageIsToldWithItsFiles() throws Exception {
    Map<String, Object> page = answer(look("demo", null));

    assertThat(page).containsEntry("outcome", "page").containsEntry("etag", ETAG);
    assertThat((String) page.get("url")).matches("https?://.+");
    assertThat((List<?>) page.get("files"))
        .singleElement()
        .satisfies(file -> assertIsDemo(asObject(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asObject(Object file) {
    return (Map<String, Object>) file;
  }

  private static void assertIsDemo(Map<String, Object> file) {
    assertThat(FIELDS).containsAll(file.keySet());
    assertThat(file)
        .containsEntry("filename", "demo-1.0.tar.gz")
        .containsEntry("size", 1000L)
        .containsEntry("yanked", false)
        .containsEntry("metadata", false);
    assertThat((String) file.get("sha256")).matches("[0-9a-f]{64}");
    assertThat((String) file.get("url")).matches("https?://.+");
    assertThat(Instant.parse((String) file.get("uploadTime"))).isBefore(Instant.now());
    for (String unsaid : List.of("requiresPython", "yankedReason", "metadataSha256", "hash")) {
      assertThat(file.get(unsaid)).as(unsaid).isNull();
    }
  }

  @Test
  void roomForAPageCanBeMadeBeforeItIsRead() throws Exception {
    HttpResponse<String> page = look("demo", null);

    assertThat(Long.parseLong(header(page, "Larder-Look-Length")))
        .isBetween(page.body().length() / 4L, page.body().length() * 4L);
  }

  @Test
  void whereTheUpstreamsHostIsIsToldWhereThatWasNotKnown() throws Exception {
    assertThat(header(look("demo", null), "Larder-Inside")).isEqualTo("loopback");
  }

  @Test
  void aPageThatIsAsItWasIsNotToldAgain() throws Exception {
    assertThat(answer(look("demo", ETAG))).isEqualTo(Map.of("outcome", "unchanged"));
  }

  @Test
  void whatTheUpstreamHasNotIsMissing() throws Exception {
    assertThat(answer(look("nothing", null))).isEqualTo(Map.of("outcome", "missing"));
  }

  @Test
  void anUpstreamThatRefusesIsAnAnswer() throws Exception {
    Map<String, Object> failed = answer(look("closed", null));

    assertThat(failed).containsEntry("outcome", "failed").containsEntry("status", 502L);
    assertThat((String) failed.get("detail")).contains("'up'").hasLineCount(1);
    assertThat(failed.get("retryAfter")).isNull();
    assertThat(failed.get("ours")).isNotEqualTo(true);
  }

  @Test
  void anUpstreamThatIsBusySaysWhenToAskAgain() throws Exception {
    Map<String, Object> failed = answer(look("busy", null));

    assertThat(failed)
        .containsEntry("outcome", "failed")
        .containsEntry("status", 503L)
        .containsEntry("retryAfter", 30L);
    assertThat(failed.get("ours")).isNotEqualTo(true);
  }

  @Test
  void anUpstreamIsProven() throws Exception {
    Map<String, Object> checked = check(upstream());

    assertThat(checked).containsEntry("outcome", "index");
    assertThat(checked.get("inside")).isEqualTo(List.of("loopback"));
    assertThat(checked.get("warning")).isNull();
  }

  @Test
  void whatIsNoUpstreamIsSaidToBeNone() throws Exception {
    Map<String, Object> none = check(home());
    Map<String, Object> away = check(NOWHERE);

    assertThat(none).containsEntry("outcome", "none");
    assertThat(away).containsEntry("outcome", "unreachable");
    assertThat((String) none.get("detail")).contains(home().toString()).hasLineCount(1);
    assertThat((String) away.get("detail")).isNotBlank().hasLineCount(1);
  }

  @Test
  void whatTheUpstreamsJsonSaysOfAReleaseIsTold() throws Exception {
    Map<String, Object> described = answer(describe(upstream(), "demo"));

    assertThat(described)
        .containsEntry("outcome", "described")
        .containsEntry("summary", "A demo")
        .containsEntry("author", "Ada")
        .containsEntry("requiresDist", List.of("other>=1"));
    for (String unsaid : List.of("authorEmail", "license", "licenseExpression", "keywords")) {
      assertThat(described.get(unsaid)).as(unsaid).isNull();
    }
  }

  @Test
  void whereTheUpstreamSaysNothingOfAReleaseThatIsToldToo() throws Exception {
    assertThat(answer(describe(upstream(), "nothing"))).containsEntry("outcome", "missing");
    assertThat(answer(describe(home(), "demo"))).containsEntry("outcome", "missing");
  }

  @Test
  void whatCanNotBeAskedNowIsNotTakenForNothing() throws Exception {
    Map<String, Object> failed = answer(describe(upstream(), "busy"));

    assertThat(failed).containsEntry("outcome", "failed");
    assertThat((String) failed.get("detail")).contains("'up'").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "url", "project", "version"})
  void aQuestionForAReleaseThatLacksSomethingIsRefused(String field) throws Exception {
    Map<String, Object> question = question(upstream());
    question.put("project", "demo");
    question.put("version", "1.0");
    question.remove(field);

    assertThat(refusal(post("/internal/describe", question), 400)).contains(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "url", "project"})
  void aQuestionThatLacksSomethingIsRefused(String field) throws Exception {
    Map<String, Object> question = question(upstream());
    question.put("project", "demo");
    question.remove(field);

    assertThat(refusal(post("/internal/look", question), 400)).contains(field);
  }

  @Test
  void onlyServicesAreAnswered() throws Exception {
    assertNeedsTheSecret("POST", "/internal/look");
    assertNeedsTheSecret("POST", "/internal/check");
    assertNeedsTheSecret("POST", "/internal/describe");
  }
}
