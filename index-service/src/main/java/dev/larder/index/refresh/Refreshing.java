package dev.larder.index.refresh;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.file.BlindKey;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.Files;
import dev.larder.index.look.Looks;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.settings.Settings;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.packaging.ProjectName;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the link that a mirrored file has now. Its project's page is looked at for that, whatever
 * its age, but not more often than every {@link Settings#lookEvery}, and not while its upstream
 * rests. A file whose bytes are refused for good ends where that look misses it; the look isn't put
 * off where the last one missed it already.
 */
@Singleton
class Refreshing {
  /** The first may be another's, who knew nothing of what was refused. */
  private static final int LOOKS = 2;

  private final Settings settings;
  private final Database database;
  private final CatalogueClock clock;
  private final Sources sources;
  private final Projects projects;
  private final Files files;
  private final Looks looks;

  Refreshing(
      Settings settings,
      Database database,
      CatalogueClock clock,
      Sources sources,
      Projects projects,
      Files files,
      Looks looks) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
    this.sources = sources;
    this.projects = projects;
    this.files = files;
    this.looks = looks;
  }

  /**
   * A mirrored file.
   *
   * @param source id
   * @param project normalised (PEP 503)
   * @param sha256 or null while unknown
   * @param url the link that isn't good any more
   * @param refused whether the upstream refused its bytes for good, rather than the link
   */
  @Serdeable
  record File(
      long source,
      String project,
      String filename,
      @Nullable String sha256,
      String url,
      @Bindable(defaultValue = "false") boolean refused) {}

  /**
   * Where it is.
   *
   * @param authorization what to send there, or null
   */
  @Serdeable
  record Link(String url, @Nullable String authorization) {}

  private record Found(Source source, Project project, CatalogueFile file, Instant now) {}

  /** Its link; empty when it isn't listed. */
  Optional<Link> link(File wanted) {
    Optional<Found> found = database.read(() -> find(wanted));
    for (int looks = 0; looks < LOOKS && found.isPresent(); looks++) {
      if (!isWorthALook(found.get(), wanted)) {
        break;
      }
      look(found.get(), wanted);
      found = database.read(() -> find(wanted));
    }
    return found.map(Refreshing::link);
  }

  private boolean isWorthALook(Found found, File wanted) {
    boolean moved = !found.file().upstreamUrl().equals(wanted.url());
    boolean lost = wanted.refused() && found.file().missedSince() != null;
    return (lost || (!moved && isOld(found))) && !rests(found);
  }

  private boolean isOld(Found found) {
    Project.Look look = found.project().look();
    return look == null || !look.at().plus(settings.lookEvery()).isAfter(found.now());
  }

  /** What gave no answer just now is left alone. */
  private boolean rests(Found found) {
    return looks.rests(found.source(), ProjectName.of(found.project().name()));
  }

  private void look(Found found, File wanted) {
    try {
      looks
          .askAnew(
              found.source(),
              ProjectName.of(found.project().name()),
              Optional.ofNullable(found.project().look()),
              wanted.refused() ? Set.of(found.file().id()) : Set.of())
          .get(settings.lookTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What is known now is answered.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Found> find(File wanted) {
    Optional<Source> source = sources.withId(wanted.source());
    Optional<Project> project =
        source.isEmpty() || source.get().isLocal()
            ? Optional.empty()
            : projects.find(source.get().id(), wanted.project());
    if (project.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.now();
    return files.named(List.of(project.get().id()), wanted.filename()).stream()
        .filter(file -> file.toSerial() == null && isSame(file, wanted))
        .findFirst()
        .map(file -> new Found(source.get(), project.get(), file, now));
  }

  private static boolean isSame(CatalogueFile file, File wanted) {
    return wanted.sha256() != null
        ? file.hasKey(wanted.sha256())
        : BlindKey.isSamePlace(file.upstreamUrl(), wanted.url());
  }

  private static Link link(Found found) {
    String url = found.file().upstreamUrl();
    return new Link(url, found.source().upstream().orElseThrow().authorizationFor(url));
  }
}
