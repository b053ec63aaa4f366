package dev.larder.sync.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.ProjectName;
import java.io.IOException;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootPageTest {
  private static final HttpUrl URL = HttpUrl.get("https://host/simple/");

  @Test
  void linksToWhatLiesJustBeneathAreProjects() throws IOException {
    RootPage page =
        of(
            """
            <!DOCTYPE html><html><body><a href="../">up</a>
            <a href="/simple/one/">One</a><a class=x href='two/'>two/</a>
            <a href="https://other/simple/three/">three</a><a href="four/">Another</a></body></html>
            """);
    assertThat(page.projects()).containsExactly(ProjectName.of("One"), ProjectName.of("two"));
    assertThat(page.definite()).isFalse();
    assertThat(page.empty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><meta name=\"pypi:repository-version\" content=\"1.0\"></head></html>",
        "{\"meta\": {}, \"projects\": []}"
      })
  void oneThatSaysWhatItIsIsOne(String text) throws IOException {
    assertThat(of(text).definite()).isTrue();
  }

  @Test
  void aPlainPageWithoutAnyLinkIsEmpty() throws IOException {
    assertThat(of("<html><body>It works</body></html>").empty()).isTrue();
    assertThat(of("<html><body><form></form></body></html>").empty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"href=", "<a ", "<a href=", "<a href=x>", "<meta "})
  void aPageThatLeadsNowhereIsReadOnce(String piece) throws IOException {
    assertThat(of("<a " + piece.repeat((64 << 10) / piece.length())).projects()).isEmpty();
  }

  private static RootPage of(String text) throws IOException {
    return RootPage.of(text, URL);
  }
}
