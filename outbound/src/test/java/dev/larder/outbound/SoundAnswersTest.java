package dev.larder.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

/** The interceptor behind one that answers. */
class SoundAnswersTest {

  private static Response answer(int status, String... headers) throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(new SoundAnswers())
            .addInterceptor(
                chain -> {
                  Response.Builder answer =
                      new Response.Builder()
                          .request(chain.request())
                          .protocol(Protocol.HTTP_1_1)
                          .code(status)
                          .message("")
                          .body(ResponseBody.create("abc", null));
                  for (int i = 0; i < headers.length; i += 2) {
                    answer.addHeader(headers[i], headers[i + 1]);
                  }
                  return answer.build();
                })
            .build();
    return client.newCall(new Request.Builder().url("http://upstream.invalid/").build()).execute();
  }

  @Test
  void anAnswerOfSeveralLengthsIsNone() {
    assertThatThrownBy(() -> answer(200, "Content-Length", "3", "Content-Length", "70"))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void theSameLengthTwiceIsOne() throws IOException {
    try (Response answer = answer(200, "Content-Length", "3", "Content-Length", "3")) {
      assertThat(answer.code()).isEqualTo(200);
    }
  }

  @Test
  void aWaitThatNoNumberHoldsIsALongOne() throws IOException {
    try (Response answer = answer(503, "Retry-After", "99999999999999999999")) {
      assertThat(answer.header("Retry-After")).isEqualTo("999999999");
    }
  }

  @Test
  void anyOtherWaitStaysAsItIs() throws IOException {
    try (Response answer = answer(503, "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT")) {
      assertThat(answer.header("Retry-After")).isEqualTo("Wed, 21 Oct 2026 07:28:00 GMT");
    }
  }
}
