package dev.larder.e2e.page;

import static dev.larder.e2e.page.Pages.HTML;
import static dev.larder.e2e.page.Pages.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Hashing;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a project's page says, in both representations. */
@Order(20)
@ExtendWith(SharedFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectPageTest {
  private final Fixture fixture;
  private final String url;
  private Distribution wheel;
  private Distribution sdist;

  ProjectPageTest(Fixture fixture) {
    this.fixture = fixture;
    this.url = fixture.larder().indexUrl() + "page-of-it/";
  }

  @BeforeAll
  void publish() {
    Package made = Package.of("Page_Of.It", "1.10").forPython(">=3.6,<4");
    wheel = made.wheel(fixture.newFolder());
    sdist = Package.of("Page_Of.It", "1.9").sdist(fixture.newFolder());
    fixture.upstream().publish(wheel).uploadedAt("2023-04-05T06:07:08.123456Z");
    fixture.upstream().publish(sdist).yankedBecause("a \"bad\" <one> & only");
  }

  private JsonNode json() {
    return Http.json(Http.get(url, "Accept", JSON));
  }

  private JsonNode jsonFile(String filename) {
    for (JsonNode file : json().path("files")) {
      if (file.path("filename").asText().equals(filename)) {
        return file;
      }
    }
    throw new AssertionError(filename + " is not listed: " + json());
  }

  private Document html() {
    return Jsoup.parse(Http.get(url, "Accept", "text/html").body(), url);
  }

  private Element link(String filename) {
    return html().select("a").stream()
        .filter(link -> link.text().equals(filename))
        .findFirst()
        .orElseThrow(() -> new AssertionError(filename + " is not listed: " + html()));
  }

  /** R691-3, R629-1. */
  @Test
  void theJsonPageNamesProjectAndVersionsInOrder() {
    JsonNode page = json();

    assertThat(page.path("meta").path("api-version").asText()).isEqualTo("1.4");
    assertThat(page.path("name").asText()).isEqualTo("page-of-it");
    assertThat(page.path("versions").valueStream().map(JsonNode::asText))
        .containsExactly("1.9", "1.10");
  }

  /** R691-4, R691-5, R700-1, R714-1. */
  @Test
  void theJsonPageSaysOfAFileWhatTheUpstreamSaid() {
    JsonNode file = jsonFile(wheel.filename());

    assertThat(file.path("hashes").path("sha256").asText()).isEqualTo(wheel.sha256());
    assertThat(file.path("size").asLong()).isEqualTo(wheel.size());
    assertThat(file.path("requires-python").asText()).isEqualTo(">=3.6,<4");
    assertThat(file.path("upload-time").asText()).isEqualTo("2023-04-05T06:07:08.123456Z");
    assertThat(file.path("core-metadata").path("sha256").asText())
        .isEqualTo(Hashing.of(wheel.metadata()));
    assertThat(file.path("data-dist-info-metadata").path("sha256").asText())
        .as("the old name of core-metadata")
        .isEqualTo(Hashing.of(wheel.metadata()));
    assertThat(file.path("yanked").asBoolean(false)).isFalse();
  }

  /** R592-1, R592-2. */
  @Test
  void aYankedFileKeepsItsMarkAndReason() {
    assertThat(jsonFile(sdist.filename()).path("yanked").asText())
        .isEqualTo("a \"bad\" <one> & only");
    assertThat(link(sdist.filename()).attr("data-yanked")).isEqualTo("a \"bad\" <one> & only");
  }

  /** R691-5, R700-2: uv drops a page with null in these. */
  @Test
  void noFileSaysNull() {
    for (JsonNode file : json().path("files")) {
      assertThat(List.of("size", "upload-time", "yanked", "hashes"))
          .noneMatch(key -> file.path(key).isNull());
    }
  }

  /** R503-3, R503-5, R503-6, R629-1, R714-1. */
  @Test
  void theHtmlPageSaysTheSame() {
    Element link = link(wheel.filename());

    assertThat(html().select("meta[name=pypi:repository-version]").attr("content"))
        .isEqualTo("1.4");
    assertThat(URI.create(link.absUrl("href")).getFragment()).isEqualTo("sha256=" + wheel.sha256());
    assertThat(link.attr("data-requires-python")).isEqualTo(">=3.6,<4");
    assertThat(link.attr("data-core-metadata")).isEqualTo("sha256=" + Hashing.of(wheel.metadata()));
    assertThat(link.attr("data-dist-info-metadata")).isEqualTo(link.attr("data-core-metadata"));
  }

  /** R503-6: hatch reads attributes by pattern. */
  @Test
  void noAttributeHoldsARawAngle() {
    assertThat(Http.get(url).body()).contains("&gt;=3.6,&lt;4").doesNotContain("\">=");
  }

  /** R503-8, R658-3, RHTTP-10: relative, of this server, without a query. */
  @Test
  void filesLieOnTheSameServerUnderTheirHash() {
    for (String link :
        List.of(
            link(wheel.filename()).attr("href"), jsonFile(wheel.filename()).path("url").asText())) {
      assertThat(link).doesNotContain("://").doesNotContain("?");
      assertThat(URI.create(url).resolve(link.replaceAll("#.*", "")).getPath())
          .endsWith("/packages/" + wheel.sha256() + "/" + wheel.filename());
    }
  }

  /** R691-6, R691-8, R691-9, R691-10. */
  @Test
  void theTypeFollowsWhatIsAsked() {
    assertThat(typeFor("*/*")).isEqualTo("text/html");
    assertThat(typeFor(JSON)).isEqualTo(JSON);
    assertThat(typeFor(HTML)).isEqualTo(HTML);
    assertThat(typeFor("application/vnd.pypi.simple.latest+json")).isEqualTo(JSON);
    assertThat(typeFor(JSON + ", " + HTML + "; q=0.1, text/html; q=0.01")).isEqualTo(JSON);
    assertThat(typeFor(JSON + ";q=0.1, text/html")).isEqualTo("text/html");
    assertThat(contentType(Http.get(url))).isEqualTo("text/html");
    assertThat(contentType(Http.get(url + "?format=" + JSON.replace("+", "%2B")))).isEqualTo(JSON);
  }

  private String typeFor(String accept) {
    return contentType(Http.get(url, "Accept", accept));
  }

  private static String contentType(HttpResponse<?> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return response.headers().firstValue("Content-Type").orElse("none").replaceAll(";.*", "");
  }

  /** RHTTP-6, RHTTP-7, R691-9. */
  @Test
  void aPageThatIsKnownToTheClientIsNotSentAgain() {
    var page = Http.get(url, "Accept", JSON);
    String etag = page.headers().firstValue("ETag").orElse("none");

    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
    assertThat(page.headers().allValues("Vary").toString()).containsIgnoringCase("accept");
    assertThat(Http.get(url, "Accept", JSON, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(Http.get(url, "Accept", "text/html", "If-None-Match", etag).statusCode())
        .as("the other representation has another ETag")
        .isEqualTo(200);
  }

  @Test
  void headIsAnsweredAsGetWithoutABody() {
    var head = Http.head(url, "Accept", JSON);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(contentType(head)).isEqualTo(JSON);
    assertThat(head.body()).isEmpty();
  }
}
