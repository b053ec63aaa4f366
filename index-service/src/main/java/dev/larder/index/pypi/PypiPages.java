package dev.larder.index.pypi;

import dev.larder.index.file.CatalogueFile;
import dev.larder.index.memory.Room;
import dev.larder.index.page.Coding;
import dev.larder.index.page.Pages;
import dev.larder.index.page.Places;
import dev.larder.index.page.ProjectPage;
import dev.larder.index.page.Rendered;
import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What PyPI's JSON API says about a project at a moment. It says what the simple page says, and
 * what the core metadata of a release tells; if that can't be had now there is no answer, for a
 * snapshot must not answer otherwise later.
 */
@Singleton
final class PypiPages {
  /** So many files of a release are tried; whose metadata is useless tells nothing. */
  private static final int TRIED = 3;

  private static final int ATTEMPTS = 20;

  /** In seconds. */
  private static final Long SOON = 5L;

  private final Pages pages;
  private final MetadataFiles metadata;

  PypiPages(Pages pages, MetadataFiles metadata) {
    this.pages = pages;
    this.metadata = metadata;
  }

  /**
   * What is asked for.
   *
   * @param repository the URL's path before {@code /packages}
   * @param version as somebody spells it; empty for the project as a whole
   */
  record Question(
      Places.Place place,
      String repository,
      ProjectName name,
      Optional<String> version,
      Addresses addresses,
      Coding coding) {}

  sealed interface Answer {}

  record Found(Rendered page) implements Answer {}

  record NotFound() implements Answer {}

  /** What must be asked gave no answer; {@code status} is 502, 503 or 504. */
  record Unknown(int status, String line, @Nullable Long retryAfter) implements Answer {}

  private sealed interface Step {}

  private record Done(Answer answer) implements Step {}

  /** Nothing can be said before this file's metadata is known. */
  private record Needs(CatalogueFile file) implements Step {}

  Answer answer(Question question) {
    Map<Learnt.Key, Learnt> known = new HashMap<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (step(question, known)) {
        case Done(Answer answer) -> {
          return answer;
        }
        case Needs(CatalogueFile file) -> {
          try {
            known.put(Learnt.Key.of(file), metadata.of(question.repository(), file));
          } catch (MetadataAway away) {
            return new Unknown(
                away.status(), away.getMessage(), away.status() == 503 ? SOON : null);
          }
        }
      }
    }
    return new Unknown(
        503, "Project %s keeps changing; try again".formatted(question.name().normalised()), SOON);
  }

  /** Files are in memory only as long as a step takes, never while somebody is asked. */
  private Step step(Question question, Map<Learnt.Key, Learnt> known) {
    long beside = known.values().stream().mapToLong(Learnt::weight).sum() / Room.BYTES_A_FILE;
    Pages.Answer<Step> answer =
        pages.project(
            question.place().repository(),
            question.name(),
            question.place().moment(),
            beside,
            page -> step(question, page, known));
    return switch (answer) {
      case Pages.Found<Step>(Step step) -> step;
      case Pages.NotFound<Step> notFound -> new Done(new NotFound());
      case Pages.Unknown<Step>(int status, String line, Long retryAfter) ->
          new Done(new Unknown(status, line, retryAfter));
    };
  }

  private static Step step(Question question, ProjectPage page, Map<Learnt.Key, Learnt> known) {
    Releases releases = Releases.of(page);
    Optional<Release> release =
        question.version().isPresent()
            ? releases.named(question.version().get())
            : releases.latest();
    if (release.isEmpty()) {
      return new Done(new NotFound());
    }
    for (CatalogueFile file : release.get().withMetadata().stream().limit(TRIED).toList()) {
      switch (known.get(Learnt.Key.of(file))) {
        case null -> {
          return new Needs(file);
        }
        case Learnt.Read read -> {
          return made(question, page, releases, release.get(), Optional.of(read.metadata()));
        }
        case Learnt.Useless useless -> {
          // The next one may tell more.
        }
      }
    }
    return made(question, page, releases, release.get(), Optional.empty());
  }

  private static Step made(
      Question question,
      ProjectPage page,
      Releases releases,
      Release release,
      Optional<CoreMetadata> metadata) {
    PypiJson.Document document =
        new PypiJson.Document(
            page,
            release,
            metadata,
            question.version().isPresent() ? Optional.empty() : Optional.of(releases.all()),
            question.addresses());
    return new Done(
        new Found(
            Rendered.of(
                out -> PypiJson.write(document, out),
                document.size(),
                page.serial(),
                PypiJson.CONTENT_TYPE,
                question.coding())));
  }
}
