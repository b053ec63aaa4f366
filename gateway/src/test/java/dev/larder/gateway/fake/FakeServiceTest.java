package dev.larder.gateway.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeServiceTest {
  private final FakeService service = new FakeService();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    service.close();
  }

  private HttpResponse<String> send(String method, String target, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.url() + target))
            .header("X-Asked", "one")
            .header("X-Asked", "two")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void aRequestIsKeptAsItCame() throws Exception {
    assertThat(send("GET", "/a%2Fb?c=%20", "").body()).isEqualTo("fine");

    assertThat(service.calls()).hasSize(1);
    FakeService.Call call = service.calls("/a%2Fb?c=%20").getFirst();
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.header("x-asked")).isEqualTo("one|two");
    assertThat(call.header("X-Other")).isNull();
  }

  @Test
  void whatATestSaysIsAnsweredOnOneConnection() throws Exception {
    service.does(call -> call.answer(418, "text/tea", call.text() + "!"));

    HttpResponse<String> first = send("POST", "/tea", "milk");
    HttpResponse<String> second = send("PUT", "/tea", "sugar");

    assertThat(first.statusCode()).isEqualTo(418);
    assertThat(first.headers().firstValue("Content-Type")).contains("text/tea");
    assertThat(first.body()).isEqualTo("milk!");
    assertThat(second.body()).isEqualTo("sugar!");
    assertThat(service.calls().getFirst().socket()).isSameAs(service.calls().getLast().socket());
  }

  @Test
  void aHeadHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> head = send("HEAD", "/", "");

    assertThat(head.headers().firstValue("Content-Length")).contains("4");
    assertThat(head.body()).isEmpty();
    assertThat(send("GET", "/", "").body()).isEqualTo("fine");
  }

  @Test
  void aConnectionCanBeBroken() {
    service.does(FakeService.Call::reset);

    assertThatThrownBy(() -> send("POST", "/", "x")).isInstanceOf(IOException.class);
  }

  @Test
  void anotherBehaviourForgetsWhatCameBefore() throws Exception {
    send("GET", "/before", "");

    service.does(call -> call.answer(200, "text/plain", Long.toString(call.drain())));

    assertThat(service.calls()).isEmpty();
    assertThat(send("POST", "/after", "12345").body()).isEqualTo("5");
  }
}
