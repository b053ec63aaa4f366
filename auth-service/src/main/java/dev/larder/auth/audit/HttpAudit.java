package dev.larder.auth.audit;

import dev.larder.auth.index.HttpIndex;
import dev.larder.service.request.RequestId;
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
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Writes lines by HTTP; those of the background in their order, until each is taken. */
@Component
final class HttpAudit implements Audit, ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(HttpAudit.class);
  private static final int MOST_WAITING = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final LogCalls index;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread writer = Thread.ofVirtual().name("log lines").unstarted(this::writeAll);

  private record Waiting(Actor actor, Line line, Optional<String> requestId) {}

  private enum Written {
    YES,
    /** It is refused, and would be again. */
    NO,
    NOT_NOW
  }

  HttpAudit(HttpIndex index) {
    this.index = index.client(LogCalls.class);
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
    Actor actor = entry.actor();
    try {
      RequestId.with(
          entry.requestId(),
          () -> index.write(actor.caller().orElse(null), actor.from().orElse(null), entry.line()));
      return Written.YES;
    } catch (WebClientResponseException e) {
      int code = e.getStatusCode().value();
      log.warn("index-service doesn't take a line of the log: {} for {}", code, entry.line());
      return code / 100 == 4 ? Written.NO : Written.NOT_NOW;
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
