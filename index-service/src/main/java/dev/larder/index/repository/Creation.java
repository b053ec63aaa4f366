package dev.larder.index.repository;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.naming.GivenName;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.repository.Repository.Traits;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.index.type.Types;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes repositories. */
@Singleton
final class Creation {
  private final Changes changes;
  private final Types types;
  private final Sources sources;
  private final Repositories repositories;
  private final Subscriptions subscriptions;

  Creation(
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

  Outcome<Repository> create(NewRepository asked, RequestContext context) {
    return changes.make(() -> decide(asked, context));
  }

  private Decision<Repository> decide(NewRepository asked, RequestContext context) {
    String type = asked.type() == null ? "python" : asked.type();
    Optional<Refusal> refusal =
        Decision.first(types.refuseRepository(type), GivenName.refusal("repository", asked.name()));
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    Optional<Repository> existing = repositories.named(asked.name());
    if (existing.isPresent()) {
      return Boolean.TRUE.equals(asked.succeedOnExisting())
          ? Decision.keep(existing.get())
          : Decision.refuse(
              Refusal.inTheWay(
                  "repository '%s' exists already; choose another name, or edit it"
                      .formatted(asked.name())));
    }
    List<String> names = asked.sources() == null ? List.of() : asked.sources();
    refusal = refused(type, names, context);
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    int id = repositories.nextId();
    // What a file's URL shows rests on all that its name ever meant.
    List<String> tags = new ArrayList<>(repositories.tagsOfAllEverNamed(asked.name()));
    tags.add("repo:" + id);
    About about = About.catalogue("create-repo", id, 0, tags, Author.of(context)).of(asked.name());
    return Decision.make(
        about,
        stamp -> {
          repositories.add(stamp, id, asked.name(), traits(asked), context.by());
          subscriptions.set(stamp, id, ids(names), context.by());
          return repositories.named(asked.name()).orElseThrow();
        });
  }

  private Optional<Refusal> refused(String type, List<String> names, RequestContext context) {
    if (names.stream().distinct().count() < names.size()) {
      return Optional.of(Refusal.wrong("'sources' names one of them twice"));
    }
    for (String name : names) {
      Optional<Source> source = sources.named(name);
      if (source.isEmpty()) {
        return Optional.of(sources.missing(context, name));
      }
      Optional<Refusal> refusal = types.refuse(type, source.get().type().wire());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private List<Integer> ids(List<String> names) {
    List<Source> all = sources.all();
    return names.stream()
        .flatMap(name -> all.stream().filter(source -> source.name().equals(name)))
        .map(Source::id)
        .toList();
  }

  private static Traits traits(NewRepository asked) {
    return new Traits(
        asked.description() == null ? "" : asked.description(),
        false,
        Boolean.TRUE.equals(asked.authenticated()));
  }
}
