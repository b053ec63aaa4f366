package dev.larder.index.repository;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Answers;
import dev.larder.index.change.Outcome;
import dev.larder.index.command.Command;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The sources of a repository, for administrators. */
@Controller("/__api__/v1/repos/{name}/sources")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SubscriptionController {
  private final Subscribing subscribing;

  SubscriptionController(Subscribing subscribing) {
    this.subscribing = subscribing;
  }

  /** A source to subscribe to. */
  @Serdeable
  record NewSubscription(String source) implements Command {}

  /** All sources of a repository, in the order in which they are asked. */
  @Serdeable
  record SourceOrder(List<String> sources) implements Command {}

  /** Subscribes a repository to a source, behind those that it has. */
  @Post
  HttpResponse<RepositoryView> subscribe(
      HttpRequest<?> request, String name, @Body NewSubscription subscription) {
    return answer(
        request, subscribing.subscribe(name, subscription.source(), RequestContext.of(request)));
  }

  /** Ends a repository's subscription to a source. */
  @Delete("/{source}")
  HttpResponse<RepositoryView> unsubscribe(HttpRequest<?> request, String name, String source) {
    return answer(request, subscribing.unsubscribe(name, source, RequestContext.of(request)));
  }

  /** Puts the sources of a repository into another order. */
  @Put
  HttpResponse<RepositoryView> reorder(
      HttpRequest<?> request, String name, @Body SourceOrder order) {
    return answer(request, subscribing.reorder(name, order.sources(), RequestContext.of(request)));
  }

  private static HttpResponse<RepositoryView> answer(
      HttpRequest<?> request, Outcome<Repository> outcome) {
    return Answers.of(request, outcome.map(RepositoryView::of));
  }
}
