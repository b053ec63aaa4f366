package dev.larder.index.claim;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.file.Files;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.repository.Repositories;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.messaging.Change.Kind;
import dev.larder.packaging.ProjectName;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Gives names to sources, and takes them back. */
@Singleton
final class Claiming {
  private final Changes changes;
  private final Sources sources;
  private final Repositories repositories;
  private final Claims claims;
  private final Projects projects;
  private final Files files;

  Claiming(
      Changes changes,
      Sources sources,
      Repositories repositories,
      Claims claims,
      Projects projects,
      Files files) {
    this.changes = changes;
    this.sources = sources;
    this.repositories = repositories;
    this.claims = claims;
    this.projects = projects;
    this.files = files;
  }

  private interface With<T> {
    Decision<T> decide(Source source);
  }

  /** A claim that stands. */
  @Serdeable
  record Claimed(String source, String name) {}

  /** What a source gave up: {@code claim} or {@code project}. */
  @Serdeable
  record Released(String source, String name, String released) {}

  /** Claims the names that a pattern matches, at all instants. */
  Outcome<Claimed> claim(String sourceName, String asked, RequestContext context) {
    return with(sourceName, context, source -> claim(source, asked, context));
  }

  private Decision<Claimed> claim(Source source, String asked, RequestContext context) {
    Optional<String> pattern = Claim.normalised(asked);
    if (pattern.isEmpty()) {
      return Decision.refuse(
          Refusal.wrong(
              "'%s' is no name of a project, and no pattern such as corp-*".formatted(asked)));
    }
    Claim claim = new Claim(source.id(), pattern.get());
    Claimed claimed = new Claimed(source.name(), claim.pattern());
    List<Claim> existing = claims.all();
    if (existing.contains(claim)) {
      return Decision.keep(claimed);
    }
    Optional<Claim> other =
        existing.stream()
            .filter(each -> each.source() != source.id() && each.overlaps(claim.pattern()))
            .findFirst();
    if (other.isPresent()) {
      return Decision.refuse(
          Refusal.inTheWay(
              "'%s' overlaps '%s', which source '%s' claims; release that first"
                  .formatted(
                      claim.pattern(),
                      other.get().pattern(),
                      sources.everWithId(other.get().source()).name())));
    }
    List<String> tags = repositories.tags();
    return Decision.make(
        About.catalogue("claim", 0, source.id(), tags, Author.of(context)).of(claim.pattern()),
        stamp -> {
          claims.add(stamp, claim, context.by());
          return claimed;
        });
  }

  /** Gives up a claim, or a project that has no file left. */
  Outcome<Released> release(String sourceName, String asked, RequestContext context) {
    return with(sourceName, context, source -> release(source, asked, context));
  }

  private Decision<Released> release(Source source, String asked, RequestContext context) {
    Claim claim = new Claim(source.id(), ProjectName.normalise(asked));
    if (claims.all().contains(claim)) {
      List<String> tags = repositories.tags();
      return Decision.make(
          About.catalogue("release", 0, source.id(), tags, Author.of(context)).of(claim.pattern()),
          stamp -> {
            claims.end(stamp, claim);
            return new Released(source.name(), claim.pattern(), "claim");
          });
    }
    Optional<Project> project =
        projects.find(source.id(), claim.pattern()).filter(Project::isOwned);
    return project.isEmpty()
        ? Decision.refuse(
            Refusal.missing(
                "source '%s' neither claims '%s' nor has a project of that name"
                    .formatted(source.name(), asked)))
        : release(source, project.get(), context);
  }

  private Decision<Released> release(Source source, Project project, RequestContext context) {
    long left = files.weight(project.id(), Moment.LATEST).files();
    if (left > 0) {
      return Decision.refuse(
          Refusal.inTheWay(
              "project '%s' has %d %s in source '%s'; its name can be released when it has none"
                  .formatted(project.name(), left, left == 1 ? "file" : "files", source.name())));
    }
    About about =
        new About(
            Kind.CATALOGUE_CHANGED,
            "release",
            0,
            source.id(),
            project.name(),
            null,
            repositories.tags(),
            Author.of(context),
            null);
    return Decision.make(
        about,
        stamp -> {
          projects.release(stamp, project.id());
          projects.changed(stamp, project.id());
          return new Released(source.name(), project.name(), "project");
        });
  }

  private <T> Outcome<T> with(String name, RequestContext context, With<T> with) {
    return changes.make(
        () -> {
          Optional<Source> source = sources.named(name);
          return source.isEmpty()
              ? Decision.refuse(sources.missing(context, name))
              : with.decide(source.get());
        });
  }
}
