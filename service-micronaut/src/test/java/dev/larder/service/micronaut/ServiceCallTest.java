package dev.larder.service.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.service.request.RequestId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls from one service to another, which is the same one here. */
class ServiceCallTest {
  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "larder.secret",
                "s3cret",
                "micronaut.http.client.max-content-length",
                "1KB",
                "micronaut.http.services.nobody.url",
                "http://127.0.0.1:1",
                "micronaut.http.client.follow-redirects",
                false));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void carriesTheSecretAndTheIdOfItsRequest() {
    Answer<Heard> heard =
        RequestId.during("r-1", () -> Answer.to(() -> bean(Calls.class).heard("x y/z+", null)));

    assertThat(heard).isEqualTo(new Answer.Given<>(new Heard("x y/z+", "r-1", null, null)));
  }

  @Test
  void aNameIsOneSegmentOfAPath() {
    assertThat(given(() -> bean(Calls.class).named("x y/z+&é?")))
        .endsWith("/named/x%20y%2Fz%2B%26%C3%A9%3F");
  }

  @Test
  void withoutARequestItHasNoIdOfItsOwn() {
    assertThat(given(() -> bean(Calls.class).heard("x", null)).requestId()).matches("[0-9a-f]{16}");
  }

  @Test
  void whoAsksIsPassedOnByWhomIsToldTo() {
    String admin = "{\"kind\":\"admin\"}";

    assertThat(during("r-2", () -> bean(Calls.class).relayed("relayed", admin, "192.0.2.1")))
        .isEqualTo(new Heard("relayed", "r-2", admin, "192.0.2.1"));
    assertThat(during("r-3", () -> bean(Calls.class).relayed("kept", admin, "192.0.2.1")))
        .isEqualTo(new Heard("kept", "r-3", null, null));
  }

  @Test
  void anotherClientIsToldNoSecret() {
    Answer<Heard> answer = Answer.to(() -> bean(Stranger.class).heard());

    assertThat(((Answer.Refused<Heard>) answer).status()).isEqualTo(403);
  }

  @Test
  void refusalsAreValuesThatSayWhy() {
    for (int status : List.of(404, 409, 500, 503)) {
      var refused = (Answer.Refused<Heard>) Answer.to(() -> bean(Calls.class).refused(status));

      assertThat(refused.status()).isEqualTo(status);
      assertThat(refused.body(Detail.class)).contains(new Detail("because"));
    }
  }

  @Test
  void aRedirectIsARefusalAndIsNotFollowed() {
    var refused = (Answer.Refused<Heard>) Answer.to(() -> bean(Calls.class).refused(302));

    assertThat(refused.status()).isEqualTo(302);
  }

  @Test
  void nothingIsGivenWhereNothingIsSaid() {
    assertThat(Answer.to(bean(Calls.class)::deleted)).isEqualTo(new Answer.Given<>(null));
  }

  @Test
  void whatIsTooLargeOrUnreadableIsNoAnswer() {
    for (String what : List.of("large", "empty", "text", "broken")) {
      assertThat(Answer.to(() -> bean(Calls.class).odd(what)))
          .as(what)
          .isInstanceOf(Answer.None.class);
    }
  }

  @Test
  void nobodyThereIsNoAnswer() {
    assertThat(Answer.to(() -> bean(Nobody.class).heard())).isInstanceOf(Answer.None.class);
  }

  @Test
  void whoIsInterruptedHasNoAnswerAndStaysInterrupted() throws InterruptedException {
    AtomicReference<Answer<Heard>> answer = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  answer.set(Answer.to(() -> bean(Calls.class).held()));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    Other.HELD.await();
    thread.interrupt();
    thread.join();
    Other.LET_GO.countDown();

    assertThat(((Answer.None<Heard>) answer.get()).why()).isInstanceOf(InterruptedException.class);
    assertThat(interrupted.get()).isTrue();
  }

  private static <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  private static <T> T given(Supplier<HttpResponse<T>> call) {
    return ((Answer.Given<T>) Answer.to(call)).value();
  }

  private static <T> T during(String requestId, Supplier<HttpResponse<T>> call) {
    return RequestId.during(requestId, () -> given(call));
  }

  @Serdeable
  record Heard(String what, String requestId, @Nullable String caller, @Nullable String from) {}

  @Serdeable
  record Detail(String detail) {}

  @ServiceCall
  @Client("/internal/other")
  interface Calls {
    @Get("/heard{?what}")
    HttpResponse<Heard> heard(String what, @Nullable @Header("Larder-Caller") String caller);

    @Get("/named/{name}")
    @Consumes(MediaType.TEXT_PLAIN)
    HttpResponse<String> named(String name);

    @Get("/{how}")
    HttpResponse<Heard> relayed(
        String how, @Header("Larder-Caller") String caller, @Header("Larder-From") String from);

    @Get("/refused/{status}")
    HttpResponse<Heard> refused(int status);

    @Get("/odd/{what}")
    HttpResponse<Heard> odd(String what);

    @Get("/held")
    HttpResponse<Heard> held();

    @Delete("/deleted")
    HttpResponse<Void> deleted();
  }

  @ServiceCall
  @CallerPassedOn
  @Client("/internal/other")
  interface Relay {
    @Get("/heard{?what}")
    HttpResponse<Heard> heard(String what);
  }

  @Client("/internal/other")
  interface Stranger {
    @Get("/heard")
    HttpResponse<Heard> heard();
  }

  @ServiceCall
  @Client("nobody")
  interface Nobody {
    @Get("/heard")
    HttpResponse<Heard> heard();
  }

  @Controller("/internal/other")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Other {
    static final CountDownLatch HELD = new CountDownLatch(1);
    static final CountDownLatch LET_GO = new CountDownLatch(1);

    private final Calls calls;
    private final Relay relay;

    Other(Calls calls, Relay relay) {
      this.calls = calls;
      this.relay = relay;
    }

    @Get("/heard{?what}")
    Heard heard(
        String what,
        @Nullable @Header("Larder-Caller") String caller,
        @Nullable @Header("Larder-From") String from) {
      return new Heard(what, RequestId.current().orElse(""), caller, from);
    }

    @Get(uri = "/named/{name}", produces = MediaType.TEXT_PLAIN)
    String named(HttpRequest<?> request, String name) {
      return request.getUri().getRawPath();
    }

    @Get("/relayed")
    Heard relayed() {
      return given(() -> relay.heard("relayed"));
    }

    @Get("/kept")
    Heard kept() {
      return given(() -> calls.heard("kept", null));
    }

    @Get("/refused/{status}")
    HttpResponse<?> refused(int status) {
      return HttpResponse.status(HttpStatus.valueOf(status))
          .header("Location", "/internal/other/heard")
          .body(new Detail("because"));
    }

    @Get("/odd/{what}")
    HttpResponse<?> odd(String what) {
      return switch (what) {
        case "large" -> HttpResponse.ok(new Heard("x".repeat(2_000), "", null, null));
        case "text" -> HttpResponse.ok("text").contentType("text/plain");
        case "broken" -> HttpResponse.ok("{\"what\":").contentType("application/json");
        default -> HttpResponse.ok();
      };
    }

    @Get("/held")
    Heard held() throws InterruptedException {
      HELD.countDown();
      LET_GO.await();
      return new Heard("", "", null, null);
    }

    @Delete("/deleted")
    HttpResponse<Void> deleted() {
      return HttpResponse.noContent();
    }
  }
}
