package dev.larder.index.page;

import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Database;
import dev.larder.index.listing.MergedNames;
import dev.larder.index.memory.Memory;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.project.OwnedNames;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Snapshots;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.index.sweep.Sweeps;
import dev.larder.memory.ByteBudget;
import dev.larder.packaging.ProjectName;
import dev.larder.service.caller.Caller;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the pages of a repository say at a moment. */
@Singleton
public class Pages {
  private final Database database;
  private final CatalogueClock clock;
  private final Snapshots snapshots;
  private final Subscriptions subscriptions;
  private final Sources sources;
  private final Claims claims;
  private final OwnedNames names;
  private final Contents contents;
  private final NotFoundReason notFoundReason;
  private final Memory memory;
  private final Sweeps sweeps;

  public Pages(
      Database database,
      CatalogueClock clock,
      Snapshots snapshots,
      Subscriptions subscriptions,
      Sources sources,
      Claims claims,
      OwnedNames names,
      Contents contents,
      NotFoundReason notFoundReason,
      Memory memory,
      Sweeps sweeps) {
    this.database = database;
    this.clock = clock;
    this.snapshots = snapshots;
    this.subscriptions = subscriptions;
    this.sources = sources;
    this.claims = claims;
    this.names = names;
    this.contents = contents;
    this.notFoundReason = notFoundReason;
    this.memory = memory;
    this.sweeps = sweeps;
  }

  /** An answer to who asks for a page. */
  public sealed interface Answer<T> {}

  public record Found<T>(T page) implements Answer<T> {}

  public record NotFound<T>(String line) implements Answer<T> {}

  /** An upstream that must be asked gave no answer. */
  public record Unknown<T>(int status, String line, @Nullable Long retryAfter)
      implements Answer<T> {}

  /** The whole of a root page; {@code line} says why there is none. */
  public sealed interface Root {}

  public record Listable(RootPage page) implements Root {}

  public record NotListable(String line) implements Root {}

  /** Makes something of a project's page. */
  @FunctionalInterface
  public interface Making<T> {
    /**
     * Makes it.
     *
     * @param share of memory, which is the maker's from now on, to be closed, unless this throws
     */
    T of(ProjectPage page, ByteBudget.Share share);
  }

  /** Whether there is a project's page; asks upstreams where it must. */
  public Contents.Finding find(Caller caller, RepositorySnapshot snapshot, ProjectName name) {
    return contents.find(caller, snapshot, name);
  }

  /** Takes a share of memory for an answer that is made while it is sent. */
  public ByteBudget.Share share(long bytes) {
    return memory.take(bytes);
  }

  /**
   * Makes something of a page while there is room for it in memory.
   *
   * @param beside what is made, or what it is made of beside the page, in bytes
   */
  public <T> T make(Contents.There there, long beside, Making<T> making) {
    ByteBudget.Share share = memory.take(there.weight().bytes() + beside);
    try {
      return making.of(contents.page(there, share), share);
    } catch (RuntimeException | Error e) {
      share.close();
      throw e;
    }
  }

  /** What a project's page says about something. */
  public <T> Answer<T> project(
      Caller caller,
      RepositorySnapshot snapshot,
      ProjectName name,
      Function<ProjectPage, T> question) {
    return switch (find(caller, snapshot, name)) {
      case Contents.There there ->
          make(
              there,
              0,
              (page, share) -> {
                try (share) {
                  return new Found<>(question.apply(page));
                }
              });
      case Contents.NotThere notThere -> new NotFound<>(notThere.line());
      case Contents.Unknown unknown ->
          new Unknown<>(unknown.status(), unknown.line(), unknown.retryAfter());
    };
  }

  /**
   * A repository's root page. One of the past needs a finished sync of every mirror that began at
   * or after its instant.
   */
  public Root root(Repository repository, Moment moment) {
    if (!moment.isLatest()) {
      Optional<String> reason = database.read(() -> whyNotListable(repository, moment));
      if (reason.isPresent()) {
        return new NotListable(reason.get());
      }
      contents.hasPast(repository, moment);
    }
    return database.read(
        () -> {
          List<Source> inOrder = sources.everWithIds(subscriptions.at(repository, moment));
          Stamp newest = clock.newest();
          Instant instant = moment.isLatest() ? newest.instant() : moment.instant();
          long serial = snapshots.serialAt(Moment.at(instant));
          List<Claim> existing = claims.all();
          MergedNames.Reading reading =
              (source, last, limit) -> names.beginning(source, "", last, instant, serial, limit);
          return new Listable(
              new RootPage(
                  instant,
                  serial,
                  inOrder,
                  existing,
                  () -> MergedNames.all(database, reading, inOrder, existing)));
        });
  }

  /** Why not all names of a moment of the past are known, if so. */
  private Optional<String> whyNotListable(Repository repository, Moment moment) {
    boolean open = !repository.existed(moment) && subscriptions.isPastOpen(repository);
    List<Source> then =
        sources.everWithIds(subscriptions.at(repository, open ? Moment.LATEST : moment));
    return then.isEmpty()
        ? Optional.of(notFoundReason.noSources(repository, moment))
        : uncovered(then, moment.instant());
  }

  private Optional<String> uncovered(List<Source> then, Instant instant) {
    List<Source> mirrors = then.stream().filter(source -> !source.isLocal()).toList();
    for (Source mirror : mirrors) {
      if (sweeps.coveredUntil(mirror.id()).filter(until -> !until.isBefore(instant)).isEmpty()) {
        return Optional.of(
            ("A list of all projects at %s needs a finished sync of source '%s' that began then or"
                    + " later; %s, and the page of each project is there at every instant")
                .formatted(instant, mirror.name(), newest(mirrors)));
      }
    }
    return Optional.empty();
  }

  private String newest(List<Source> mirrors) {
    List<Instant> covered =
        mirrors.stream().flatMap(source -> sweeps.coveredUntil(source.id()).stream()).toList();
    if (covered.size() < mirrors.size()) {
      return "there was none yet; the newest list is latest";
    }
    Instant until = Collections.min(covered);
    return "lists are there up to %s (and %s)"
        .formatted(until, LocalDate.ofInstant(until, ZoneOffset.UTC));
  }
}
