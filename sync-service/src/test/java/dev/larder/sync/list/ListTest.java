package dev.larder.sync.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.sync.page.NotAPageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Root pages as indexes have them. */
class ListTest {
  private static final URI BASE = URI.create("https://host/simple/");

  private final Map<String, Long> names = new LinkedHashMap<>();

  private ListHead json(String text) throws IOException {
    return JsonList.read(new ByteArrayInputStream(text.getBytes(UTF_8)), names::put);
  }

  private ListHead html(String text) throws IOException {
    return HtmlList.read(
        new ByteArrayInputStream(text.getBytes(UTF_8)), UTF_8, false, BASE, names::put);
  }

  @Test
  void namesAreNormalisedAndHaveTheirSerials() throws IOException {
    ListHead head =
        json(
            """
            {"meta":{"api-version":"1.4","_last-serial":9},"other":[{"name":"x"}],
             "projects":[{"name":"A.B_c","_last-serial":7},{"_last-serial":8,"name":"d"},
                         {"name":"../e"},{"nothing":1},3,{"name":null}]}""");

    assertThat(head).isEqualTo(new ListHead(9L, true, Duration.ZERO));
    assertThat(names).isEqualTo(Map.of("a-b-c", 7L, "d", 8L));
  }

  @Test
  void aListNeedsNoSerials() throws IOException {
    assertThat(json("{\"projects\":[{\"name\":\"a\"}]}"))
        .isEqualTo(new ListHead(null, false, Duration.ZERO));
    assertThat(names).containsOnlyKeys("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"projects\":{}}",
        "{\"projects\":[{\"name\":\"a\"}",
        "{\"meta\":{\"api-version\":\"2.0\"},\"projects\":[]}"
      })
  void whatIsNoListOrBreaksOffIsRefused(String text) {
    assertThatThrownBy(() -> json(text)).isInstanceOf(NotAPageException.class);
  }

  @Test
  void aLinkJustBeneathThatIsCalledAsItsPathIsAProject() throws IOException {
    html(
        """
        <html><body><a href="a/">a</a> <a href="/simple/b-c/">B_c</a>
        <a href="https://host/simple/d/?x#y">d</a> <a href="e">e</a>
        <a href="../">parent</a> <a href="f/">another</a> <a href="/elsewhere/g/">g</a>
        <a href="https://other/simple/h/">h</a> <a>i</a></body></html>""");

    assertThat(names).containsOnlyKeys("a", "b-c", "d", "e");
  }

  @Test
  void aPageForPeopleIsNoList() {
    assertThatThrownBy(() -> html("<form></form><a href='about/'>about</a>"))
        .isInstanceOf(NotAPageException.class)
        .hasMessageContaining("for people");
  }
}
