package dev.larder.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.service.problem.Problem;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * What a service does alike in every framework. The service under test has the name {@code probe},
 * the secret {@link #SECRET}, a needed part {@code store} that is up while {@link #STORE} is true,
 * a part {@code cache} that is down, and for GET:
 *
 * <ul>
 *   <li>{@code /internal/who} and {@code /packages/who}: {@code by} of the caller, a blank, and the
 *       id of the request as its thread knows it;
 *   <li>{@code /internal/refused}: a refusal of 401, {@code show credentials};
 *   <li>{@code /internal/broken}: fails with the message {@code secret of the inside}.
 * </ul>
 */
public abstract class ServiceContract extends HttpContract {
  /** What the service is started with. */
  public static final String SECRET = "s3cret";

  /** Whether the part without which nothing works is up. */
  public static final AtomicBoolean STORE = new AtomicBoolean(true);

  @Override
  protected final String secret() {
    return SECRET;
  }

  private HttpResponse<String> send(String path, String... headers)
      throws IOException, InterruptedException {
    return request("GET", path, "", headers);
  }

  @Test
  void withoutTheSecretNothingButTheHealthIsAnswered() throws Exception {
    String[][] none = {{}, {"Larder-Secret", "wrong"}, {"Larder-Secret", ""}};
    for (String[] headers : none) {
      for (String path : List.of("/internal/who", "/packages/who", "/nothing", "/health/")) {
        assertThat(send(path, headers).statusCode()).as(path).isEqualTo(403);
      }
      assertThat(send("/health", headers).statusCode()).isEqualTo(200);
    }
    assertThat(send("/packages/who").body())
        .isEqualTo("This service answers only Larder's other services; ask the gateway instead\n");
    assertThat(header(send("/internal/who"), "Content-Type")).startsWith(Problem.TYPE);
  }

  @Test
  void theRequestIdIsTheOneThatWasSentIfItIsAGoodOne() throws Exception {
    HttpResponse<String> named = get("/internal/who", "X-Request-Id", "abc-1._X");

    assertThat(named.body()).isEqualTo("anonymous abc-1._X");
    assertThat(header(named, "X-Request-Id")).isEqualTo("abc-1._X");
    String[][] bad = {
      {},
      {"X-Request-Id", "two words"},
      {"X-Request-Id", "x".repeat(65)},
      {"X-Request-Id", "a", "X-Request-Id", "b"}
    };
    for (String[] headers : bad) {
      HttpResponse<String> answer = get("/internal/who", headers);
      assertThat(answer.body())
          .matches("anonymous [0-9a-f]{16}")
          .endsWith(header(answer, "X-Request-Id"));
    }
    assertThat(header(send("/internal/who", "X-Request-Id", "no-secret"), "X-Request-Id"))
        .isEqualTo("no-secret");
  }

  @Test
  void whoAsksIsWhomTheGatewayProved() throws Exception {
    assertThat(get("/packages/who").body()).startsWith("anonymous ");
    assertThat(get("/packages/who", "Larder-Caller", "{\"kind\":\"admin\"}").body())
        .startsWith("admin ");
    assertThat(get("/packages/who", "Larder-Caller", "{\"kind\":\"token\",\"id\":\"g-1\"}").body())
        .startsWith("g-1 ");
  }

  @Test
  void aCallerThatCantBeReadIsABadRequest() throws Exception {
    for (String caller : List.of("admin", "null", "[]", "{}", "{\"kind\":\"root\"}", "")) {
      HttpResponse<String> answer = get("/internal/who", "Larder-Caller", caller);
      assertThat(answer.statusCode()).as(caller).isEqualTo(400);
      assertThat(answer.body()).contains("The header Larder-Caller can't be read");
    }
  }

  @Test
  void refusalsAreAProblemToServicesAndToWhoAsksForOneElseALine() throws Exception {
    HttpResponse<String> inside = get("/internal/refused");
    HttpResponse<String> line = get("/packages/nothing");
    HttpResponse<String> asked = get("/packages/nothing", "Accept", "text/html, " + Problem.TYPE);

    assertThat(header(inside, "Content-Type")).startsWith(Problem.TYPE);
    assertThat(inside.body())
        .contains(
            "\"title\":\"Unauthorized\"", "\"status\":401", "\"detail\":\"show credentials\"");
    assertThat(line.statusCode()).isEqualTo(404);
    assertThat(header(line, "Content-Type"))
        .isEqualToIgnoringWhitespace("text/plain;charset=utf-8");
    assertThat(line.body()).isEqualTo("There is nothing at /packages/nothing\n");
    assertThat(header(asked, "Content-Type")).startsWith(Problem.TYPE);
    for (HttpResponse<String> refusal : List.of(inside, line, asked)) {
      assertThat(header(refusal, "Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void a401SaysHowToShowCredentials() throws Exception {
    HttpResponse<String> refusal = get("/internal/refused");

    assertThat(refusal.statusCode()).isEqualTo(401);
    assertThat(header(refusal, "WWW-Authenticate")).isEqualTo("Basic realm=\"Larder\"");
  }

  @Test
  void aFailureNamesTheRequestAndNothingOfTheInside() throws Exception {
    HttpResponse<String> failure = get("/internal/broken", "X-Request-Id", "r-1");

    assertThat(failure.statusCode()).isEqualTo(500);
    assertThat(failure.body())
        .contains("Something failed inside probe; its log says what (request_id r-1)")
        .doesNotContain("secret of the inside");
  }

  @Test
  void theServiceIsDownWithAPartThatItNeeds() throws Exception {
    HttpResponse<String> up = send("/health");
    assertThat(up.statusCode()).isEqualTo(200);
    assertThat(up.body())
        .isEqualTo("{\"status\":\"up\",\"parts\":{\"cache\":\"down\",\"store\":\"up\"}}");
    assertThat(header(up, "Cache-Control")).isEqualTo("no-store");
    STORE.set(false);
    try {
      HttpResponse<String> down;
      do {
        down = send("/health");
      } while (down.statusCode() == 200);
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body())
          .isEqualTo("{\"status\":\"down\",\"parts\":{\"cache\":\"down\",\"store\":\"down\"}}");
    } finally {
      STORE.set(true);
    }
    while (send("/health").statusCode() != 200) {
      Thread.onSpinWait();
    }
  }
}
