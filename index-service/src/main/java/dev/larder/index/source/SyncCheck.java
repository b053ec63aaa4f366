package dev.larder.index.source;

import dev.larder.service.micronaut.Answer;
import jakarta.inject.Singleton;

/** By way of sync-service. */
@Singleton
final class SyncCheck implements UpstreamCheck {
  private final SyncCalls sync;

  SyncCheck(SyncCalls sync) {
    this.sync = sync;
  }

  @Override
  public Verdict check(String source, Upstream upstream) {
    SyncCalls.Question question =
        new SyncCalls.Question(
            source,
            upstream.url().toString(),
            upstream.authorization(),
            upstream.connection().with(null));
    return switch (Answer.to(() -> sync.check(question))) {
      case Answer.Given<SyncCalls.Found>(var found) -> verdict(found);
      case Answer.Refused<SyncCalls.Found> refused ->
          new Bad("%s can't be checked now".formatted(upstream));
      case Answer.None<SyncCalls.Found>(InterruptedException stopping) ->
          new Bad("index-service is stopping");
      case Answer.None<SyncCalls.Found>(Exception why) ->
          new Bad("%s can't be checked now: sync-service gave no answer".formatted(upstream));
    };
  }

  private static Verdict verdict(SyncCalls.Found found) {
    return found.outcome().equals("index")
        ? new Good(found.inside(), found.warning())
        : new Bad(String.valueOf(found.detail()));
  }
}
