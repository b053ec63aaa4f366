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
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes what a repository is called and what it is like, and deletes it. */
@Singleton
final class Editing {
  private final Changes changes;
  private final Repositories repositories;

  Editing(Changes changes, Repositories repositories) {
    this.changes = changes;
    this.repositories = repositories;
  }

  Outcome<Repository> edit(String name, RepositoryEdit asked, RequestContext context) {
    return changes.make(
        () -> {
          Optional<Repository> found = repositories.named(name);
          return found.isEmpty()
              ? Decision.refuse(repositories.missing(context, name))
              : edit(found.get(), asked, context);
        });
  }

  private Decision<Repository> edit(Repository now, RepositoryEdit asked, RequestContext context) {
    Optional<Refusal> refusal = refused(now, asked);
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    Traits traits = asked.on(now.traits());
    String name = asked.newName() == null ? now.name() : asked.newName();
    boolean moves = Boolean.TRUE.equals(asked.isDefault()) && !now.isDefault();
    if (name.equals(now.name()) && traits.equals(now.traits()) && !moves) {
      return Decision.keep(now);
    }
    List<String> tags = new ArrayList<>(List.of(now.tag()));
    // What a URL without an instant shows rests on all that its name ever meant.
    if (moves) {
      tags.addAll(repositories.tagsOfAllEverNamed(""));
    }
    if (!name.equals(now.name())) {
      tags.addAll(repositories.tagsOfAllEverNamed(name));
    }
    String what = what(now, name, traits, moves);
    return Decision.make(
        About.catalogue("edit-repo", now.id(), 0, tags, Author.of(context)).of(what),
        stamp -> {
          if (!name.equals(now.name())) {
            repositories.rename(stamp, now.id(), name, context.by());
          }
          if (moves) {
            repositories.makeDefault(stamp, now.id(), context.by());
          }
          repositories.edit(now.id(), traits);
          return repositories.named(name).orElseThrow();
        });
  }

  private Optional<Refusal> refused(Repository now, RepositoryEdit asked) {
    if (asked.isEmpty()) {
      return Optional.of(
          Refusal.wrong(
              "nothing is to be changed; give newName, description, hidden, authenticated or"
                  + " default"));
    }
    if (Boolean.FALSE.equals(asked.isDefault())) {
      return Optional.of(
          Refusal.wrong("'default' can only be true; make another repository the default one"));
    }
    if (asked.newName() == null || asked.newName().equals(now.name())) {
      return Optional.empty();
    }
    Optional<Refusal> refusal = GivenName.refusal("repository", asked.newName());
    if (refusal.isEmpty() && repositories.named(asked.newName()).isPresent()) {
      return Optional.of(
          Refusal.inTheWay(
              "repository '%s' exists already; choose another name".formatted(asked.newName())));
    }
    return refusal;
  }

  /** What is different, as the log says it. */
  private static String what(Repository now, String name, Traits traits, boolean moves) {
    List<String> what = new ArrayList<>();
    if (!name.equals(now.name())) {
      what.add("name %s -> %s".formatted(now.name(), name));
    }
    if (!traits.description().equals(now.traits().description())) {
      what.add("description");
    }
    if (traits.hidden() != now.traits().hidden()) {
      what.add(traits.hidden() ? "hidden" : "not hidden");
    }
    if (traits.authenticated() != now.traits().authenticated()) {
      what.add(traits.authenticated() ? "authenticated" : "not authenticated");
    }
    if (moves) {
      what.add("default");
    }
    return String.join(", ", what);
  }

  /** Deletes a repository; gives what it was. */
  Outcome<Repository> delete(String name, RequestContext context) {
    return changes.make(
        () -> {
          Optional<Repository> found = repositories.named(name);
          if (found.isEmpty()) {
            return Decision.refuse(repositories.missing(context, name));
          }
          Repository now = found.get();
          if (now.isDefault()) {
            return Decision.refuse(
                Refusal.inTheWay(
                    "repository '%s' is the default one and can't be deleted; make another one the default first"
                        .formatted(name)));
          }
          return Decision.make(
              About.catalogue("delete-repo", now.id(), 0, List.of(now.tag()), Author.of(context))
                  .of(name),
              stamp -> {
                repositories.end(stamp, now.id());
                return now;
              });
        });
  }
}
