package dev.larder.auth.audit;

import dev.larder.auth.index.IndexSettings;
import dev.larder.service.caller.CallerHeader;
import dev.larder.service.request.RequestId;
import dev.larder.service.secret.ServiceSecret;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Writes lines by HTTP; those of the background in their order, until each is taken. */
@Component
final class HttpAudit implements Audit, ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(HttpAudit.class);
  private static final int MOST_WAITING = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final IndexSettings index;
  private final WebClient http;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread writer = Thread.ofVirtual().name("log lines").unstarted(this::writeAll);

  private record Waiting(Actor actor, Line line, Optional<String> requestId) {}

  private enum Written {
    YES,
    /** It is refused, and would be again. */
    NO,
    NOT_NOW
  }

  HttpAudit(IndexSettings index, ServiceSecret secret) {
    this.index = index;
    this.http = WebClient.builder().defaultHeader(ServiceSecret.HEADER, secret.secret()).build();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    writer.start();
  }

  @Override
  public boolean written(Actor actor, Line line) {
    return write(new Waiting(actor, line, RequestId.current())) == Written.YES;
  }

  @Override
  public void later(Actor actor, Line line) {
    if (!waiting.offer(new Waiting(actor, line, RequestId.current()))) {
      log.warn("too many lines wait for the log; this one is lost: {} by {}", line, actor);
    }
  }

  private void writeAll() {
    try {
      while (true) {
        Waiting next = waiting.take();
        while (write(next) == Written.NOT_NOW) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      waiting.forEach(lost -> log.warn("not in the log: {} by {}", lost.line(), lost.actor()));
    }
  }

  private Written write(Waiting entry) {
    var uri = UriComponentsBuilder.fromUri(index.url()).path("/internal/log").build().toUri();
    var request = http.post().uri(uri);
    entry.actor().caller().ifPresent(caller -> request.header(CallerHeader.NAME, caller));
    entry.actor().from().ifPresent(from -> request.header(CallerHeader.FROM, from));
    entry.requestId().ifPresent(id -> request.header(RequestId.HEADER, id));
    Mono<Integer> status =
        request
            .bodyValue(entry.line())
            .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode().value()));
    try {
      Integer code = status.block(index.timeout());
      if (code != null && code / 100 == 2) {
        return Written.YES;
      }
      log.warn("index-service doesn't take a line of the log: {} for {}", code, entry.line());
      return code != null && code / 100 == 4 ? Written.NO : Written.NOT_NOW;
    } catch (WebClientException | IllegalStateException e) {
      log.warn("a line of the log can't be written now: {}: {}", entry.line(), e.toString());
      return Written.NOT_NOW;
    }
  }

  @PreDestroy
  void close() {
    writer.interrupt();
  }
}
