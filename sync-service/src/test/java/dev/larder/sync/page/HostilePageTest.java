package dev.larder.sync.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that would take more memory than there is, were they ever in it whole. */
class HostilePageTest {
  private static final int HUGE = 48 << 20;

  /** One after the other, for a page of 48 MiB: less than a third of what it would take whole. */
  private static final long ALLOWED = 64 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"p-1.zip?|\">p-1.zip</a>",
        "<a href='p-1.zip?|'>p-1.zip</a>",
        "<a href=p-1.zip?|>p-1.zip</a>",
        "<a href=p-1.zip data-yanked=\"|\">p-1.zip</a>",
        "<a |=1 href=p-1.zip>p-1.zip</a>",
        "<a href=p-1.zip data-x=&#|; >p-1.zip</a>",
      })
  void aFileWithAnEndlessFieldIsLeftOutOfAnHtmlPage(String html) throws IOException {
    Collected page = endless("text/html", html + "<a href=p-2.zip>p-2.zip</a>", "a");
    assertThat(page.files).extracting(Listed::filename).containsExactly("p-2.zip");
    assertThat(page.leftOut).containsKey(LeftOut.FIELD_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!--|-->",
        "<!|>",
        "<?|>",
        "<script>|</script>",
        "<style>|</style>",
        "<title>|</title>",
        "<p>|</p>",
        "</|>",
        "<x|>",
        "<textarea>|</textarea>",
      })
  void whatIsEndlessAndOfNoUseIsPassedOver(String html) throws IOException {
    Collected page = endless("text/html", html + "<a href=p-2.zip>p-2.zip</a>", "a");
    assertThat(page.only().filename()).isEqualTo("p-2.zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<div>", "<b x=1>", "<table>x<a>", "</body><!--x--><a></a>", "<a href=../x/>"})
  void whatIsNestedOrRepeatedEndlesslyIsNotKept(String again) throws IOException {
    Collected page = endless("text/html", "|<a href=p-2.zip>p-2.zip</a>", again);
    assertThat(page.files).extracting(Listed::filename).contains("p-2.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\\\"", "x\\n", "\\u0041", "\\ud83d\\ude00", "}", "é"})
  void anEndlessStringIsCutInAJsonPage(String again) throws IOException {
    Collected page =
        endless(
            "application/json",
            "{\"files\":[{\"filename\":\"p-1.zip\",\"url\":\"p-1.zip\",\"yanked\":\"|\"},"
                + "{\"filename\":\"p-2.zip\",\"url\":\"p-2.zip\",\"|\":1}]}",
            again);
    assertThat(page.files).extracting(Listed::filename).containsExactly("p-1.zip", "p-2.zip");
    Listed fitted = page.files.getFirst().fitted(page);
    assertThat(fitted.yankedReason().length()).isBetween(1_000, 4_096);
    assertThat(page.leftOut).containsKey(LeftOut.YANKED_REASON);
  }

  @Test
  void anEndlessNumberIsNoPage() {
    assertThatThrownBy(
            () -> endless("application/json", "{\"files\":[{\"url\":\"a\",\"size\":|}]}", "1"))
        .isInstanceOf(NotAPageException.class);
  }

  @Test
  void namesOfFieldsThatOthersChooseAreNotKept() throws IOException {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      fields.append("\"field").append(i).append("\":0,");
    }
    assertThat(Collected.json("{" + fields + "\"files\":[{\"url\":\"p-1.zip\"}]}").files)
        .hasSize(1);
  }

  @Test
  void oneFileOfNonsenseDoesNotCostTheOthers() throws IOException {
    Collected page =
        Collected.json(
            """
            {"files":[{"url":"p-1.zip","yanked":"a\\u0000b\\ud800c","requires-python":"\\u0000"},
             {"url":"p-2.zip","size":123456789012345678901234567890},{"url":"p-3.zip"}]}
            """);
    assertThat(page.files).extracting(Listed::filename).hasSize(3);
    assertThat(page.files.getFirst().yankedReason()).isEqualTo("ab\ufffdc");
    assertThat(page.files.getFirst().requiresPython()).isNull();
    assertThat(page.files.get(1).size()).isNull();
  }

  private static Collected endless(String type, String page, String again) throws IOException {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int gap = page.indexOf('|');
    InputStream in =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(page.substring(0, gap).getBytes(UTF_8)),
                    new Repeated(again.getBytes(UTF_8), HUGE / again.length()),
                    new ByteArrayInputStream(page.substring(gap + 1).getBytes(UTF_8)))));
    Collected collected = new Collected();
    long before = memory.getCurrentThreadAllocatedBytes();
    collected.head = SimplePage.read(in, type, Collected.BASE, collected);
    if (again.length() == 1) {
      assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOWED);
    }
    return collected;
  }

  /** The same bytes again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] piece;
    private long left;

    Repeated(byte[] piece, int times) {
      this.piece = piece;
      this.left = (long) piece.length * times;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
      int done = 0;
      while (done < count && left > 0) {
        into[offset + done++] = piece[piece.length - 1 - (int) (--left % piece.length)];
      }
      return done == 0 ? -1 : done;
    }
  }
}
