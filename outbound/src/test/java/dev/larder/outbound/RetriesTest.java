package dev.larder.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  private final Retries retries = new Retries(3, failure -> failure instanceof Lasting);
  private final AtomicInteger asked = new AtomicInteger();

  private static final class Lasting extends IOException {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void aStatusThatPassesIsAskedAgain(int status) throws Exception {
    int answered =
        retries
            .get(() -> Retries.settled(answer(asked.incrementAndGet() < 3 ? status : 200, "0")))
            .code();
    assertThat(answered).isEqualTo(200);
    assertThat(asked).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 304, 400, 401, 403, 404, 451, 501, 511})
  void anyOtherIsAnAnswer(int status) throws Exception {
    int answered =
        retries
            .get(
                () -> {
                  asked.incrementAndGet();
                  return Retries.settled(answer(status, "0"));
                })
            .code();
    assertThat(answered).isEqualTo(status);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatStillFailsSaysWhenToAskAgain() {
    assertThatThrownBy(
            () ->
                retries.get(
                    () -> {
                      asked.incrementAndGet();
                      return Retries.settled(answer(503, "0"));
                    }))
        .isInstanceOfSatisfying(
            BusyException.class,
            busy -> {
              assertThat(busy.status()).isEqualTo(503);
              assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
    assertThat(asked).hasValue(3);
  }

  @Test
  void nobodyWaitsLongerThanAClientWould() {
    assertThatThrownBy(
            () ->
                retries.get(
                    () -> {
                      asked.incrementAndGet();
                      return Retries.settled(answer(429, "30"));
                    }))
        .isInstanceOfSatisfying(
            BusyException.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aConnectionThatFailsIsTriedAgain() throws Exception {
    String answer =
        retries.get(
            () -> {
              if (asked.incrementAndGet() < 3) {
                throw new ConnectException("refused");
              }
              return "answer";
            });
    assertThat(answer).isEqualTo("answer");
  }

  static IOException[] lasting() {
    return new IOException[] {
      new Lasting(),
      new InsideAddressException("leads inside"),
      new SSLException("no trust"),
      new UnknownHostException("nowhere"),
      new SocketTimeoutException("late"),
      new ProtocolException("nonsense")
    };
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatLastsIsNotTriedAgain(IOException failure) {
    assertThatThrownBy(
            () ->
                retries.get(
                    () -> {
                      asked.incrementAndGet();
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "1|PT1S",
        " 0 |PT0S",
        "60|PT1M",
        "-1|none",
        "soon|none",
        "none|none",
        "Sun, 29 Nov 2026 12:00:20 GMT|PT20S",
        "Sun, 29 Nov 2026 11:00:00 GMT|PT0S"
      })
  void whenToAskAgainIsSecondsOrADate(String header, Duration told) {
    assertThat(RetryAfter.read(header, NOW)).isEqualTo(Optional.ofNullable(told));
  }

  @Test
  void noClientIsToWaitForYears() {
    assertThatThrownBy(() -> Retries.settled(answer(429, "999999999999999999")))
        .isInstanceOfSatisfying(
            BusyException.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
  }

  private static Response answer(int status, String retryAfter) {
    return new Response.Builder()
        .request(new Request.Builder().url("http://index.example/").build())
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .header("Retry-After", retryAfter)
        .body(ResponseBody.create("", null))
        .build();
  }
}
