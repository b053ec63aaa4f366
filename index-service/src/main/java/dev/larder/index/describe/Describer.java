package dev.larder.index.describe;

import dev.larder.index.access.RequestContext;
import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.memory.Memory;
import dev.larder.index.memory.TooLargeException;
import dev.larder.index.metadata.DescribedReleases;
import dev.larder.index.metadata.ReleaseMetadata;
import dev.larder.index.project.Projects;
import dev.larder.index.project.Status;
import dev.larder.index.pypi.KnownMetadata;
import dev.larder.index.pypi.MetadataAway;
import dev.larder.index.pypi.MetadataBody;
import dev.larder.index.pypi.MetadataClient;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.SourceProjects;
import dev.larder.index.repository.SourceProjects.SourceProject;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;
import dev.larder.service.caller.Caller;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a project says of itself: the core metadata of its newest release, as blob-service
 * gives it, else what its upstream's JSON says of that release, else the core metadata of an
 * earlier one.
 */
@Singleton
final class Describer {
  /** All of this has a share of the memory together. */
  private static final String ASKER = "describe";

  /** For nobody: repositories that need a token are read too. */
  private static final RequestContext ITSELF =
      new RequestContext(
          new Caller.Admin(Optional.empty(), Optional.empty()),
          Optional.of("{\"kind\":\"admin\"}"),
          Optional.empty());

  private final Database database;
  private final Sources sources;
  private final Projects projects;
  private final Files files;
  private final Repositories repositories;
  private final SourceProjects sourceProjects;
  private final Claims claims;
  private final DescribedReleases described;
  private final MetadataClient client;
  private final UpstreamJson upstreamJson;
  private final Memory memory;

  Describer(
      Database database,
      Sources sources,
      Projects projects,
      Files files,
      Repositories repositories,
      SourceProjects sourceProjects,
      Claims claims,
      DescribedReleases described,
      MetadataClient client,
      UpstreamJson upstreamJson,
      Memory memory) {
    this.database = database;
    this.sources = sources;
    this.projects = projects;
    this.files = files;
    this.repositories = repositories;
    this.sourceProjects = sourceProjects;
    this.claims = claims;
    this.described = described;
    this.client = client;
    this.upstreamJson = upstreamJson;
    this.memory = memory;
  }

  /** Waits until another part, or an upstream, may be asked. */
  @FunctionalInterface
  interface Pace {
    void await() throws InterruptedException;
  }

  private sealed interface Spoken {}

  private record Understood(ReleaseMetadata said) implements Spoken {}

  private record Unreadable() implements Spoken {}

  private record Away(String why) implements Spoken {}

  /** Reads it, and writes nothing down. */
  Reading read(DueProject due, Pace pace) throws InterruptedException {
    try {
      Optional<Source> source = database.read(() -> sources.withId(due.source()));
      return source.isEmpty() || database.read(() -> hidesFiles(due))
          ? new Reading.Silent()
          : read(due, source.get(), pace);
    } catch (TooLargeException | BudgetSpentException e) {
      return new Reading.Failed("there is no room in memory for it");
    }
  }

  private boolean hidesFiles(DueProject due) {
    return projects.state(due.id(), Moment.LATEST).status().filter(Status::hidesFiles).isPresent();
  }

  private Reading read(DueProject due, Source source, Pace pace) throws InterruptedException {
    Speaker.Speakers found = speakers(due);
    Optional<String> repository = database.read(() -> repository(due));
    if (repository.isEmpty()) {
      return new Reading.Hidden();
    }
    for (Speaker speaker : found.speakers()) {
      Optional<Reading> reading = ask(repository.get(), speaker, pace);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    if (found.silent().isPresent()) {
      Optional<Reading> reading = askUpstream(due, source, found.silent().get(), pace);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    return found.earlier().isPresent()
        ? ask(repository.get(), found.earlier().get(), pace).orElseGet(Reading.Silent::new)
        : new Reading.Silent();
  }

  private Speaker.Speakers speakers(DueProject due) {
    Weight weight = database.read(() -> files.weight(due.id(), Moment.LATEST));
    try (ByteBudget.Share share = memory.take(weight.bytes(), ASKER)) {
      return database.read(
          () -> {
            Weight now = files.weight(due.id(), Moment.LATEST);
            Memory.need(share, now.beyond(weight));
            return Speaker.of(files.at(due.id(), Moment.LATEST));
          });
    }
  }

  /** The path of a repository that shows the project as its source has it. */
  private Optional<String> repository(DueProject due) {
    List<Claim> claimed = claims.to(due.name());
    for (Repository repository : repositories.all()) {
      List<SourceProject> inOrder = sourceProjects.of(repository, due.name(), Moment.LATEST);
      boolean shows =
          Claims.open(inOrder, SourceProject::source, claimed).stream()
              .filter(SourceProject::owns)
              .findFirst()
              .filter(owner -> owner.source().id() == due.source())
              .isPresent();
      if (shows) {
        return Optional.of("/" + repository.name());
      }
    }
    return Optional.empty();
  }

  /** Empty where the file says nothing that can be understood. */
  private Optional<Reading> ask(String repository, Speaker speaker, Pace pace)
      throws InterruptedException {
    long file = speaker.file().id();
    if (database.read(() -> described.knows(file))) {
      return Optional.of(new Reading.Said(file, Optional.empty()));
    }
    pace.await();
    return switch (spoken(repository, speaker)) {
      case Understood(ReleaseMetadata said) ->
          Optional.of(new Reading.Said(file, Optional.of(said)));
      case Unreadable unreadable -> Optional.empty();
      case Away(String why) -> Optional.of(new Reading.Failed(why));
    };
  }

  private Spoken spoken(String repository, Speaker speaker) {
    CatalogueFile file = speaker.file();
    try (MetadataBody body = client.metadata(ITSELF, repository, file)) {
      if (body.length() > client.longest()) {
        return new Unreadable();
      }
      try (ByteBudget.Share share = memory.take(body.room(), ASKER)) {
        return switch (body.read(share)) {
          case KnownMetadata.Read read ->
              new Understood(
                  ReleaseMetadata.of(speaker.version(), read.metadata(), file.isWheel()));
          case KnownMetadata.Unreadable unreadable -> new Unreadable();
        };
      }
    } catch (MetadataAway away) {
      return new Away(away.getMessage());
    } catch (UncheckedIOException e) {
      return new Away("The core metadata of %s broke off.".formatted(file.filename()));
    }
  }

  /** Empty where the upstream has no JSON that tells of the release. */
  private Optional<Reading> askUpstream(DueProject due, Source source, Speaker silent, Pace pace)
      throws InterruptedException {
    if (source.upstream().isEmpty() || source.upstream().get().isFolder()) {
      return Optional.empty();
    }
    long file = silent.file().id();
    if (database.read(() -> described.knows(file))) {
      return Optional.of(new Reading.Said(file, Optional.empty()));
    }
    pace.await();
    return switch (upstreamJson.of(source, due.name(), silent.version())) {
      case UpstreamJson.Told(ReleaseMetadata said) ->
          Optional.of(new Reading.Said(file, Optional.of(said)));
      case UpstreamJson.Missing() -> Optional.empty();
      case UpstreamJson.Failed(String why) -> Optional.of(new Reading.Failed(why));
    };
  }
}
