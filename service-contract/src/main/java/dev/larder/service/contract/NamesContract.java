package dev.larder.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What auth-service relies on when it asks index-service for names and writes into its log. There
 * are the sources {@code private} (1) and {@code pypi} (2) and the repository {@code main} (1).
 */
public abstract class NamesContract extends HttpContract {
  private static final String ADMIN = "{\"kind\":\"admin\"}";

  /** Whether the log has a line about that subject. */
  protected abstract boolean isLogged(String subject);

  private HttpResponse<String> log(String caller, String action, String subject, String comment)
      throws Exception {
    return post(
        "/internal/log",
        Map.of("action", action, "subject", subject, "comment", comment),
        "Larder-Caller",
        caller,
        "Larder-From",
        "192.0.2.7");
  }

  @Test
  void namesHaveIds() throws Exception {
    Map<String, Object> ids = answer(get("/internal/ids?sources=pypi,private&repos=main"));

    assertThat(object(ids, "sources")).isEqualTo(Map.of("private", 1L, "pypi", 2L));
    assertThat(object(ids, "repos")).isEqualTo(Map.of("main", 1L));
  }

  @Test
  void nothingButWhatWasAskedForIsTold() throws Exception {
    Map<String, Object> ids = answer(get("/internal/ids?sources=pypi&repos="));

    assertThat(object(ids, "sources")).isEqualTo(Map.of("pypi", 2L));
    assertThat(object(ids, "repos")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sources=private,gone&repos=main | source 'gone' does not exist; existing: private, pypi",
        "sources=&repos=gone | repository 'gone' does not exist; existing: main",
        "sources=none&repos=gone | source 'none' does not exist; existing: private, pypi"
      })
  void aNameThatIsNotThereIsRefusedWithThoseThatAre(String question, String detail)
      throws Exception {
    assertThat(refusal(get("/internal/ids?" + question), 404)).isEqualTo(detail);
  }

  @Test
  void idsHaveNames() throws Exception {
    Map<String, Object> names = answer(get("/internal/names"));

    assertThat(object(names, "sources")).isEqualTo(Map.of("1", "private", "2", "pypi"));
    assertThat(object(names, "repos")).isEqualTo(Map.of("1", "main"));
  }

  @Test
  void aLineIsInTheLogWhenItIsAnswered() throws Exception {
    Map<String, Object> written =
        answer(log(ADMIN, "create-token", "a-guid", "a comment of \"words\""));

    assertThat(written.get("serial")).isInstanceOf(Long.class);
    assertThat(isLogged("a-guid")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "create", "Create-token", "create token", "create-token-now"})
  void anActionIsAVerbAndAThing(String action) throws Exception {
    assertThat(refusal(log(ADMIN, action, "no-action", ""), 400)).isNotBlank();
    assertThat(isLogged("no-action")).isFalse();
  }

  @Test
  void aLineHasALimit() throws Exception {
    assertThat(refusal(log(ADMIN, "create-token", "too-long", "x".repeat(2_001)), 400))
        .contains("2000");
    assertThat(isLogged("too-long")).isFalse();
    answer(log(ADMIN, "create-token", "just-right", "x".repeat(2_000)));
  }

  @Test
  void aCallerThatCantBeReadWritesNothing() throws Exception {
    assertThat(refusal(log("{\"kind\":\"root\"}", "create-token", "by-root", ""), 400))
        .contains("Larder-Caller");
    assertThat(isLogged("by-root")).isFalse();
  }

  @Test
  void onlyServicesAreAnswered() throws Exception {
    assertNeedsTheSecret("GET", "/internal/ids?sources=private&repos=");
    assertNeedsTheSecret("GET", "/internal/names");
    assertNeedsTheSecret("POST", "/internal/log");
  }
}
