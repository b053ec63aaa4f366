package dev.larder.sync.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
  private static final String SHA = "ab".repeat(32);

  @Test
  void everythingThatAPageSaysIsRead() throws IOException {
    Collected page =
        Collected.html(
            """
            <!DOCTYPE html>
            <html><head><meta name="pypi:repository-version" content="1.4">
            <meta name="pypi:project-status" content="quarantined">
            <meta name="pypi:project-status-reason" content="malware">
            <title>Links for p</title></head><body><h1>Links for p</h1>
            <a href="../../files/p-1-py3-none-any.whl#sha256=%s" data-requires-python="&gt;=3.8,&lt;4"
               data-yanked="it &quot;broke&quot;" data-core-metadata="sha256=%s" data-gpg-sig="false"
               data-provenance="https://prov/">p-1-py3-none-any.whl</a><br />
            </body></html><!--SERIAL 17-->
            """
                .formatted(SHA, SHA));
    assertThat(page.head).isEqualTo(new PageHead(null, "quarantined", "malware"));
    assertThat(page.only())
        .isEqualTo(
            new Listed(
                "p-1-py3-none-any.whl",
                URI.create("https://host/files/p-1-py3-none-any.whl"),
                SHA,
                null,
                ">=3.8,<4",
                true,
                "it \"broke\"",
                null,
                true,
                SHA,
                false,
                "https://prov/",
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "p-1.tar.gz, https://host/simple/p/p-1.tar.gz",
    "/p-1.tar.gz, https://host/p-1.tar.gz",
    "//cdn/p-1.tar.gz, https://cdn/p-1.tar.gz",
    "http://cdn/a/../p-1.tar.gz?sig=x, http://cdn/p-1.tar.gz?sig=x",
    "../../a b/p-1.tar.gz, https://host/a%20b/p-1.tar.gz",
    "50%/p-1.tar.gz, https://host/simple/p/50%25/p-1.tar.gz",
    "'[x]/p-1.tar.gz', https://host/simple/p/%5Bx%5D/p-1.tar.gz",
    "é/p-1.tar.gz, https://host/simple/p/%C3%A9/p-1.tar.gz",
  })
  void linksAreResolvedAsABrowserWould(String href, String link) throws IOException {
    assertThat(link("<a href=\"%s#md5=1\">x</a>".formatted(href)).link())
        .isEqualTo(URI.create(link));
  }

  @Test
  void theBaseOfThePageCounts() throws IOException {
    assertThat(link("<base href=\"https://cdn/x/\"><a href=\"p-1.tar.gz\">p-1.tar.gz</a>").link())
        .isEqualTo(URI.create("https://cdn/x/p-1.tar.gz"));
    assertThat(link("<base href=\"/x/\"><a href=\"p-1.tar.gz\">p-1.tar.gz</a>").link())
        .isEqualTo(URI.create("https://host/x/p-1.tar.gz"));
  }

  @Test
  void escapedFileNamesAreUnescapedButThePlusIsAPlus() throws IOException {
    assertThat(link("<a href=\"p-1%2Bcpu.zip\">x</a>").filename()).isEqualTo("p-1+cpu.zip");
    assertThat(link("<a href=\"p-1+cpu.zip\">x</a>").filename()).isEqualTo("p-1+cpu.zip");
    assertThat(link("<a href=\"download?id=7\">p-1.tar.gz</a>").filename()).isEqualTo("p-1.tar.gz");
  }

  @Test
  void sha256OrTheStrongestOtherHashIsTakenFromTheFragment() throws IOException {
    String md5 = "md5=" + "a".repeat(32);
    String sha1 = "SHA1=" + "B".repeat(40);
    Listed weak = link("<a href=\"p-1.tar.gz#" + md5 + "&amp;" + sha1 + "\">x</a>");
    assertThat(weak.sha256()).isNull();
    assertThat(weak.hash()).isEqualTo("sha1=" + "b".repeat(40));
    assertThat(link("<a href=\"p-1.tar.gz#md5=beef\">x</a>").hash()).isNull();
    assertThat(link("<a href=\"p-1.tar.gz#" + md5 + "&amp;sha256=" + SHA + "\">x</a>").hash())
        .isNull();
    assertThat(link("<a href=\"p-1.tar.gz\">x</a>").sha256()).isNull();
    assertThat(link("<a href=\"p-1.tar.gz#sha256=beef\">x</a>").sha256()).isNull();
    assertThat(link("<a href=\"p-1.tar.gz#egg=p&amp;sha256=" + SHA + "\">x</a>").sha256())
        .isEqualTo(SHA);
  }

  @Test
  void yanksMayLackAReason() throws IOException {
    Listed empty = link("<a href=\"p-1.tar.gz\" data-yanked=\"\">x</a>");
    assertThat(empty.yanked()).isTrue();
    assertThat(empty.yankedReason()).isNull();
    assertThat(link("<a href=\"p-1.tar.gz\" data-yanked>x</a>").yanked()).isTrue();
    assertThat(link("<a href=\"p-1.tar.gz\">x</a>").yanked()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "data-core-metadata=true, true",
    "data-dist-info-metadata=true, true",
    "data-dist-info-metadata='', true",
    "data-core-metadata=false, false",
    "data-x=1, false"
  })
  void metadataIsReadUnderBothNames(String attribute, boolean there) throws IOException {
    Listed file = link("<a %s href=\"p-1.tar.gz\">x</a>".formatted(attribute));
    assertThat(file.metadata()).isEqualTo(there);
    assertThat(file.metadataSha256()).isNull();
  }

  @Test
  void aServersListingOfAFolderIsRead() throws IOException {
    Collected page =
        Collected.html(
            """
            <html><head><title>Index of /p/</title></head><body><h1>Index of /p/</h1><hr><pre>
            <a href="../">../</a><a href="?C=N;O=D">Name</a>
            <a href="p-1.tar.gz">p-1.tar.gz</a>     01-Mar-2024 12:00     1234
            <a href="README">README</a>     01-Mar-2024 12:00     12
            </pre><hr></body></html>
            """);
    assertThat(page.files).extracting(Listed::filename).containsExactly("p-1.tar.gz", "README");
  }

  @Test
  void tagSoupIsRead() throws IOException {
    Collected page =
        Collected.html(
            "<A HREF=p-1.tar.gz>p-1.tar.gz<A HREF='p-2.tar.gz'>p-2.tar.gz</A><table><tr><td>"
                + "<a href=p-3.tar.gz>p-3.tar.gz</table><ul><li><a href=p-4.tar.gz>p-4.tar.gz");
    assertThat(page.files)
        .extracting(Listed::filename)
        .containsExactlyInAnyOrder("p-1.tar.gz", "p-2.tar.gz", "p-3.tar.gz", "p-4.tar.gz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body></body></html>",
        "<html><head><title>Links for p</title></head><body><h1>Links for p</h1></body></html>",
        "<html><meta name=\"pypi:repository-version\" content=\"1.0\"><body>Nothing here</body></html>",
        "<html><body><a href=\"../\">up</a></body></html>"
      })
  void aPageWithoutFilesIsAPage(String html) throws IOException {
    assertThat(Collected.html(html).files).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body><form action=/login><input name=user></form></body></html>",
        "<html><body><script>location='/login'</script></body></html>",
        "<html><head><meta http-equiv=refresh content='0;url=/login'></head></html>",
        "<html><body><h1>Welcome</h1><a href=\"/terms.html\">our terms</a></body></html>",
        "<html><body>It works!</body></html>",
        "<html><body>Please wait <b>now</b></body></html>",
        "<html><body><p>Service unavailable</p></body></html>",
        "plain words",
        ""
      })
  void aPageForPeopleIsRefused(String html) {
    assertThatThrownBy(() -> Collected.html(html)).isInstanceOf(NotAPageException.class);
  }

  @Test
  void aLaterMajorVersionIsRefused() {
    assertThatThrownBy(
            () ->
                Collected.html(
                    "<meta name=\"pypi:repository-version\" content=\"2.0\"><a href=p-1.tar.gz>x</a>"))
        .isInstanceOf(NotAPageException.class)
        .hasMessage("has API version 2.0, but only versions 1.x can be read");
  }

  @Test
  void theContentTellsWhenTheTypeDoesNot() throws IOException {
    assertThat(Collected.read(" {\"files\": []}", null).files).isEmpty();
    assertThat(Collected.read("\n<a href=p-1.zip>x</a>", "text/plain").files).hasSize(1);
    assertThatThrownBy(() -> Collected.read("what?", null)).isInstanceOf(NotAPageException.class);
    assertThatThrownBy(() -> Collected.read("<a>", "image/png"))
        .isInstanceOf(NotAPageException.class)
        .hasMessage("is of a type that no page has");
  }

  @Test
  void aLatinPageIsReadAsItsTypeSays() throws IOException {
    Collected page = new Collected();
    byte[] latin =
        "<a href=p-1.zip data-yanked=caf\u00e9>x</a>"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    SimplePage.read(
        new java.io.ByteArrayInputStream(latin),
        "text/html; charset=ISO-8859-1",
        Collected.BASE,
        page);
    assertThat(page.only().yankedReason()).isEqualTo("caf\u00e9");
  }

  private static Listed link(String html) throws IOException {
    return Collected.html(html).only();
  }
}
