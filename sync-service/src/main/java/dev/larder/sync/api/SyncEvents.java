package dev.larder.sync.api;

import dev.larder.service.request.RequestId;
import dev.larder.sync.part.PartAwayException;
import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** How a sync gets on, as server-sent events, to its end. */
@Singleton
final class SyncEvents {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** Said when nothing changes, so that nobody on the way thinks that all is over. */
  private static final Duration PING = Duration.ofSeconds(15);

  private final Syncs syncs;

  SyncEvents(Syncs syncs) {
    this.syncs = syncs;
  }

  Publisher<Event<?>> of(SyncView first) {
    return Flux.create(
        sink -> {
          Thread telling = RequestId.start("sync-events-" + first.id(), () -> tell(first, sink));
          sink.onDispose(telling::interrupt);
        },
        FluxSink.OverflowStrategy.LATEST);
  }

  private void tell(SyncView first, FluxSink<Event<?>> sink) {
    SyncView told = first;
    sink.next(Event.of(told).name("sync"));
    long last = System.nanoTime();
    try {
      while (told.finishedAt() == null) {
        Thread.sleep(BETWEEN);
        SyncView now = now(told);
        if (!now.equals(told)) {
          sink.next(Event.of(now).name("sync"));
          told = now;
          last = System.nanoTime();
        } else if (System.nanoTime() - last >= PING.toNanos()) {
          sink.next(Event.of("").comment("ping"));
          last = System.nanoTime();
        }
      }
      sink.complete();
    } catch (InterruptedException e) {
      sink.complete();
    } catch (RuntimeException e) {
      sink.error(e);
    }
  }

  private SyncView now(SyncView told) {
    try {
      return syncs.now(UUID.fromString(told.id()));
    } catch (PartAwayException e) {
      return told;
    }
  }
}
