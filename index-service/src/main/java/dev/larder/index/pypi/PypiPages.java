package dev.larder.index.pypi;

import dev.larder.index.access.RequestContext;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.page.Coding;
import dev.larder.index.page.Contents;
import dev.larder.index.page.Links;
import dev.larder.index.page.Pages;
import dev.larder.index.page.ProjectPage;
import dev.larder.index.page.Rendered;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.page.Validators;
import dev.larder.index.page.Validators.Representation;
import dev.larder.index.page.Validators.Validator;
import dev.larder.index.snapshot.Moment;
import dev.larder.memory.ByteBudget;
import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What PyPI's JSON API says about a project at a moment. It says what the simple page says, and
 * what the core metadata of a release tells; if that can't be had now there is no answer, for a
 * snapshot must not answer otherwise later.
 */
@Singleton
final class PypiPages {
  /** So many files of a release are tried; whose metadata is unreadable tells nothing. */
  private static final int TRIED = 3;

  private static final int ATTEMPTS = 20;

  /** What is said of a file beyond what a simple page says, in bytes. */
  private static final long BYTES_A_FILE = 500;

  /** In seconds. */
  private static final Long SOON = 5L;

  private final Pages pages;
  private final MetadataFiles metadata;
  private final MetadataClient client;
  private final Validators validators;

  PypiPages(Pages pages, MetadataFiles metadata, MetadataClient client, Validators validators) {
    this.pages = pages;
    this.metadata = metadata;
    this.client = client;
    this.validators = validators;
  }

  /**
   * What is asked for.
   *
   * @param repository the URL's path before {@code /packages}
   * @param version as somebody spells it; empty for the project as a whole
   * @param headersOnly whether nobody wants the body
   * @param known whether the client has the page of an ETag
   */
  record Question(
      RequestContext context,
      RepositorySnapshot snapshot,
      String repository,
      ProjectName name,
      Optional<String> version,
      PypiUrls urls,
      Coding coding,
      boolean headersOnly,
      Predicate<String> known) {

    Representation representation(Contents.There there) {
      return Representation.of(
          there, "json\n%s\n%s\n%s".formatted(coding, version.orElse(""), urls));
    }

    /** Compressed, texts take about a quarter. */
    long output(long text) {
      return coding == Coding.IDENTITY ? 2 * text : text / 2;
    }
  }

  sealed interface Answer {}

  record Found(Rendered page) implements Answer {}

  /**
   * There is one, and it needs not be made for who asks.
   *
   * @param known what is remembered of it
   */
  record Unmade(Contents.There there, Optional<Validator> known) implements Answer {}

  record NotFound() implements Answer {}

  /** What must be asked gave no answer; {@code status} is 502, 503 or 504. */
  record Unknown(int status, String line, @Nullable Long retryAfter) implements Answer {}

  private sealed interface Step {}

  private record Done(Answer answer) implements Step {}

  /** Nothing can be said before this file's metadata is known. */
  private record Needs(CatalogueFile file) implements Step {}

  /**
   * A release, and what speaks for it.
   *
   * @param isLasting whether the same will be said of it while the project is as it is: not where
   *     metadata that might speak couldn't be had now
   */
  private record Speaks(
      Releases all, Release release, Optional<CoreMetadata> metadata, boolean isLasting)
      implements Step {}

  /** What is known tells nothing, or the page is another one now. */
  private record Again() implements Step {}

  Answer answer(Question question) {
    Map<KnownMetadata.Key, KnownMetadata> unreadable = new HashMap<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RepositorySnapshot snapshot = attempt == 0 ? question.snapshot() : question.snapshot().anew();
      switch (pages.find(question.context().caller(), snapshot, question.name())) {
        case Contents.NotThere notThere -> {
          return new NotFound();
        }
        case Contents.Unknown unknown -> {
          return new Unknown(unknown.status(), unknown.line(), unknown.retryAfter());
        }
        case Contents.There there -> {
          Optional<Validator> known = validators.of(question.representation(there));
          if (known
              .filter(tag -> question.headersOnly() || question.known().test(tag.etag()))
              .isPresent()) {
            return new Unmade(there, known);
          }
          if (step(question, there, unreadable) instanceof Done(Answer answer)) {
            return answer;
          }
        }
      }
    }
    return new Unknown(
        503, "Project %s keeps changing; try again".formatted(question.name().normalised()), SOON);
  }

  private Step step(
      Question question, Contents.There there, Map<KnownMetadata.Key, KnownMetadata> unreadable) {
    Step step =
        pages.make(
            there,
            Rendered.room(MetadataFiles.LARGEST_WEIGHT + there.weight().files() * BYTES_A_FILE),
            (page, share) -> {
              Step next = next(question, there, page, unreadable);
              return next instanceof Speaks speaks
                  ? made(question, there, page, speaks, share, 0)
                  : closed(share, next);
            });
    return step instanceof Needs(CatalogueFile file)
        ? learn(question, there, file, unreadable)
        : step;
  }

  private Step next(
      Question question,
      Contents.There there,
      ProjectPage page,
      Map<KnownMetadata.Key, KnownMetadata> known) {
    Releases releases = Releases.of(page);
    Optional<Release> release =
        question.version().isPresent()
            ? releases.named(question.version().get())
            : releases.latest();
    if (release.isEmpty()) {
      return new Done(new NotFound());
    }
    if (question.headersOnly()) {
      return new Done(new Unmade(there, Optional.empty()));
    }
    boolean lasting = true;
    for (CatalogueFile file : speakers(release.get(), there.moment())) {
      KnownMetadata result = known.get(KnownMetadata.Key.of(file));
      switch (result == null ? metadata.of(file).orElse(null) : result) {
        case null -> {
          return new Needs(file);
        }
        case KnownMetadata.Read read -> {
          return new Speaks(releases, release.get(), Optional.of(read.metadata()), true);
        }
        case KnownMetadata.Unreadable none -> {
          // The next one may tell more; what is unreadable for ever is kept as that.
          lasting &= metadata.of(file).isPresent();
        }
      }
    }
    return new Speaks(releases, release.get(), Optional.empty(), lasting);
  }

  /**
   * The files that may speak for a release. What nobody said to be there is looked for now, but not
   * for then: it may be there later, and a snapshot must not answer otherwise.
   */
  private static List<CatalogueFile> speakers(Release release, Moment moment) {
    List<CatalogueFile> said = release.withMetadata().stream().limit(TRIED).toList();
    return said.isEmpty() && moment.isLatest() ? release.unsaid().stream().toList() : said;
  }

  /** The metadata and the page are read in one share, and the answer is made in it. */
  private Step learn(
      Question question,
      Contents.There there,
      CatalogueFile file,
      Map<KnownMetadata.Key, KnownMetadata> unreadable) {
    try (MetadataBody body = client.metadata(question.context(), question.repository(), file)) {
      if (body.length() > client.longest()) {
        unreadable.put(KnownMetadata.Key.of(file), new KnownMetadata.Unreadable());
        return new Again();
      }
      long output = question.output(body.length());
      return pages.make(
          there,
          Rendered.room(body.room() + output + there.weight().files() * BYTES_A_FILE),
          (page, share) -> {
            KnownMetadata result = body.read(share);
            metadata.keep(file, result);
            if (result instanceof KnownMetadata.Unreadable) {
              unreadable.put(KnownMetadata.Key.of(file), result);
              return closed(share, new Again());
            }
            Map<KnownMetadata.Key, KnownMetadata> known = new HashMap<>(unreadable);
            known.put(KnownMetadata.Key.of(file), result);
            return next(question, there, page, known) instanceof Speaks speaks
                ? made(question, there, page, speaks, share, output)
                : closed(share, new Again());
          });
    } catch (MetadataAway away) {
      if (!Links.hasMetadata(file) && file.metadataKey() == null) {
        unreadable.put(KnownMetadata.Key.of(file), new KnownMetadata.Unreadable());
        return new Again();
      }
      return new Done(
          new Unknown(away.status(), away.getMessage(), away.status() == 503 ? SOON : null));
    } catch (UncheckedIOException e) {
      return new Done(new Unknown(502, MetadataClient.brokeOff(file), null));
    }
  }

  private static Step closed(ByteBudget.Share share, Step step) {
    share.close();
    return step;
  }

  private Step made(
      Question question,
      Contents.There there,
      ProjectPage page,
      Speaks speaks,
      ByteBudget.Share share,
      long output) {
    PypiJson.Document document =
        new PypiJson.Document(
            page,
            speaks.release(),
            speaks.metadata(),
            question.version().isPresent() ? Optional.empty() : Optional.of(speaks.all().all()),
            question.urls());
    Rendered rendered =
        Rendered.of(
            out -> PypiJson.write(document, out),
            share,
            output + there.weight().ofPage() + there.weight().files() * BYTES_A_FILE,
            page.serial(),
            PypiJson.CONTENT_TYPE,
            question.coding());
    if (speaks.isLasting()) {
      validators.remember(question.representation(there), page.state(), rendered.validator());
    }
    return new Done(new Found(rendered));
  }
}
