package dev.larder.index.repository;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.repository.Repository.Subscribed;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.index.type.Types;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Decides which sources a repository has, and in which order. */
@Singleton
final class Subscribing {
  private final Changes changes;
  private final Types types;
  private final Sources sources;
  private final Repositories repositories;
  private final Subscriptions subscriptions;

  Subscribing(
      Changes changes,
      Types types,
      Sources sources,
      Repositories repositories,
      Subscriptions subscriptions) {
    this.changes = changes;
    this.types = types;
    this.sources = sources;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
  }

  private interface With {
    Decision<Repository> decide(Repository repository);
  }

  /** Puts a source behind those that a repository has. */
  Outcome<Repository> subscribe(String name, String sourceName, RequestContext context) {
    return with(
        name,
        context,
        repository -> {
          Optional<Source> source = sources.named(sourceName);
          if (source.isEmpty()) {
            return Decision.refuse(sources.missing(context, sourceName));
          }
          Optional<Refusal> refusal = types.refuse(repository.type(), source.get().type().wire());
          if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
          }
          List<Integer> ids = ids(repository);
          if (ids.contains(source.get().id())) {
            return Decision.refuse(
                Refusal.inTheWay(
                    "repository '%s' subscribes to source '%s' already"
                        .formatted(name, sourceName)));
          }
          ids.add(source.get().id());
          return set(
              about("subscribe", repository, source.get().id(), context).of(sourceName),
              ids,
              context);
        });
  }

  /** Takes a source from a repository; what it showed in the past it goes on showing there. */
  Outcome<Repository> unsubscribe(String name, String sourceName, RequestContext context) {
    return with(
        name,
        context,
        repository -> {
          Optional<Source> source = sources.named(sourceName);
          if (source.isEmpty()) {
            return Decision.refuse(sources.missing(context, sourceName));
          }
          List<Integer> ids = ids(repository);
          if (!ids.remove((Integer) source.get().id())) {
            return Decision.refuse(
                Refusal.missing(
                    "repository '%s' does not subscribe to source '%s'; it subscribes to: %s"
                        .formatted(name, sourceName, names(repository))));
          }
          return set(
              about("unsubscribe", repository, source.get().id(), context).of(sourceName),
              ids,
              context);
        });
  }

  /** Puts all sources of a repository into another order. */
  Outcome<Repository> reorder(String name, List<String> inOrder, RequestContext context) {
    return with(
        name,
        context,
        repository -> {
          List<String> now = repository.sources().stream().map(Subscribed::name).toList();
          if (inOrder.equals(now)) {
            return Decision.keep(repository);
          }
          if (inOrder.size() != now.size() || !new HashSet<>(inOrder).equals(new HashSet<>(now))) {
            return Decision.refuse(
                Refusal.wrong(
                    "'sources' must name all sources of repository '%s', each once: %s"
                        .formatted(name, names(repository))));
          }
          List<Integer> ids = ids(repository);
          List<Integer> ordered =
              inOrder.stream().map(source -> ids.get(now.indexOf(source))).toList();
          return set(
              about("reorder", repository, 0, context).of(String.join(", ", inOrder)),
              ordered,
              context);
        });
  }

  private Outcome<Repository> with(String name, RequestContext context, With with) {
    return changes.make(
        () -> {
          Optional<Repository> repository = repositories.named(name);
          return repository.isEmpty()
              ? Decision.refuse(repositories.missing(context, name))
              : with.decide(repository.get());
        });
  }

  private Decision<Repository> set(About about, List<Integer> ids, RequestContext context) {
    return Decision.make(
        about,
        stamp -> {
          subscriptions.set(stamp, about.repository(), ids, context.by());
          return repositories.everWithId(about.repository());
        });
  }

  private List<Integer> ids(Repository repository) {
    return new ArrayList<>(subscriptions.at(repository, Moment.LATEST));
  }

  private static About about(
      String action, Repository repository, int source, RequestContext context) {
    return About.catalogue(
        action, repository.id(), source, List.of(repository.tag()), Author.of(context));
  }

  private static String names(Repository repository) {
    return repository.sources().isEmpty()
        ? "none"
        : String.join(", ", repository.sources().stream().map(Subscribed::name).toList());
  }
}
