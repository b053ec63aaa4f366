package dev.larder.upload.catalogue;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.larder.service.micronaut.Answer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks index-service over HTTP. */
@Singleton
final class IndexClient implements Catalogue {

  private static final Logger log = LoggerFactory.getLogger(IndexClient.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final IndexCalls index;
  private final RetryPolicy<Object> untilItSays;

  IndexClient(IndexCalls index, IndexConfiguration configuration) {
    this.index = index;
    this.untilItSays =
        RetryPolicy.builder()
            .handle(CatalogueAwayException.class)
            .withMaxAttempts(-1)
            .withMaxDuration(configuration.patience())
            .withDelay(BETWEEN_TRIES)
            .build();
  }

  @Override
  public Optional<Source> source(String name) throws CatalogueAwayException {
    return switch (ask(() -> index.source(name))) {
      case Answer.Given<Source>(Source source) -> Optional.of(source);
      case Answer.Refused<Source> refused when refused.status() == 404 -> Optional.empty();
      case Answer.Refused<Source> refused -> throw CatalogueAwayException.failed(refused.status());
    };
  }

  @Override
  public Set<String> known(Collection<String> keys) throws CatalogueAwayException {
    return switch (ask(() -> index.known(new IndexCalls.Keys(keys)))) {
      case Answer.Given<IndexCalls.Known>(IndexCalls.Known known) -> known.known();
      case Answer.Refused<IndexCalls.Known> refused ->
          throw CatalogueAwayException.failed(refused.status());
    };
  }

  @Override
  public Published publish(long source, NewFile file) throws CatalogueAwayException {
    return switch (askUntilItSays(() -> index.publish(source, file))) {
      case Answer.Given<IndexCalls.Outcome>(IndexCalls.Outcome outcome) ->
          new Visible(outcome.outcome().equals("identical"));
      case Answer.Refused<IndexCalls.Outcome> refused -> notPublished(refused);
    };
  }

  private static Published notPublished(Answer.Refused<?> refused) throws CatalogueAwayException {
    return switch (refused.status()) {
      case 409 -> new NameTaken(detail(refused));
      case 400, 404, 410, 422 -> new NotWanted(refused.status(), detail(refused));
      // asked again it would be as large
      case 413 -> new NotWanted(400, "What the file says of itself is too large; shorten it.");
      default -> throw CatalogueAwayException.failed(refused.status());
    };
  }

  /**
   * Publishing twice is publishing once, so where the answer was lost the question is asked again:
   * a catalogue that dies in between comes back and says what became of it.
   */
  private <T> Answer.Heard<T> askUntilItSays(Supplier<HttpResponse<T>> call)
      throws CatalogueAwayException {
    AtomicBoolean mayBeDone = new AtomicBoolean();
    try {
      return Failsafe.with(untilItSays).get(() -> askOnce(call, mayBeDone));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw CatalogueAwayException.silent(new InterruptedIOException("the service is stopping"));
      }
      CatalogueAwayException away = (CatalogueAwayException) e.getCause();
      throw mayBeDone.get() ? CatalogueAwayException.open(away) : away;
    }
  }

  private static <T> Answer.Heard<T> askOnce(
      Supplier<HttpResponse<T>> call, AtomicBoolean mayBeDone) throws CatalogueAwayException {
    Answer.Heard<T> answer;
    try {
      answer = ask(call);
    } catch (CatalogueAwayException e) {
      if (!(e.getCause().getCause() instanceof ConnectException)) {
        mayBeDone.set(true);
      }
      throw e;
    }
    if (answer instanceof Answer.Refused<T> refused && refused.status() >= 500) {
      mayBeDone.set(true);
      throw CatalogueAwayException.failed(refused.status());
    }
    return answer;
  }

  private static <T> Answer.Heard<T> ask(Supplier<HttpResponse<T>> call)
      throws CatalogueAwayException {
    return switch (Answer.to(call)) {
      case Answer.Heard<T> heard -> heard;
      case Answer.None<T>(Exception why) -> {
        log.warn("index-service can't be asked: {}", why.toString());
        throw CatalogueAwayException.silent(why);
      }
    };
  }

  /** What is read of a problem (RFC 9457). */
  @Serdeable
  record Detail(@Nullable String detail) {}

  private static String detail(Answer.Refused<?> refused) throws CatalogueAwayException {
    String detail =
        refused
            .body(Detail.class)
            .orElseThrow(() -> CatalogueAwayException.silent(new IOException("no problem came")))
            .detail();
    return detail == null ? "The catalogue refused the file." : detail;
  }
}
