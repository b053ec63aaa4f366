package dev.larder.upload.accept;

import dev.larder.memory.BudgetSpentException;
import dev.larder.packaging.FileName;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Sha256;
import dev.larder.service.caller.Caller;
import dev.larder.upload.archive.Archives;
import dev.larder.upload.archive.Inspection;
import dev.larder.upload.caller.Door;
import dev.larder.upload.catalogue.Catalogue;
import dev.larder.upload.catalogue.CatalogueAwayException;
import dev.larder.upload.catalogue.NewFile;
import dev.larder.upload.catalogue.Source;
import dev.larder.upload.edge.Refusal;
import dev.larder.upload.form.FieldMemory;
import dev.larder.upload.form.FormException;
import dev.larder.upload.form.FormFields;
import dev.larder.upload.form.FormLimits;
import dev.larder.upload.form.FormReader;
import dev.larder.upload.form.PacedInput;
import dev.larder.upload.form.UploadForm;
import dev.larder.upload.memory.FormShare;
import dev.larder.upload.memory.MetadataShare;
import dev.larder.upload.memory.UploadMemory;
import dev.larder.upload.storage.PartBuffers;
import dev.larder.upload.storage.StackHealth;
import dev.larder.upload.storage.StoreAwayException;
import dev.larder.upload.sweep.Sweeper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an upload from its first byte to its publication. What was refused stays in the store for
 * the sweeper.
 */
@Singleton
final class Uploads {

  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private final Shelf shelf;
  private final Archives archives;
  private final Beside beside;
  private final Catalogue catalogue;
  private final Sweeper sweeper;
  private final UploadMemory memory;
  private final long largestFile;
  private final Duration stall;
  private final StackHealth stack;

  Uploads(
      Shelf shelf,
      Archives archives,
      Beside beside,
      Catalogue catalogue,
      Sweeper sweeper,
      UploadMemory memory,
      UploadConfiguration configuration,
      StackHealth stack) {
    this.shelf = shelf;
    this.archives = archives;
    this.beside = beside;
    this.catalogue = catalogue;
    this.sweeper = sweeper;
    this.memory = memory;
    this.largestFile = configuration.maxFileSize();
    this.stall = configuration.stall();
    this.stack = stack;
  }

  sealed interface Outcome {}

  /** Visible to the next request. */
  record Done(String filename, boolean already) implements Outcome {}

  /** There is another file of that name; PyPI's sentence about it. */
  record Taken(String message) implements Outcome {}

  record Refused(Refusal refusal) implements Outcome {}

  /** What the uploader wants done with the file. */
  private record Wish(Door.Admitted where, boolean replace, Optional<String> comment) {}

  /** What a form for that source may hold: its own limit counts where it is the smaller one. */
  FormLimits limits(Source source) {
    return source.limit().isPresent() && source.limit().getAsLong() < largestFile
        ? FormLimits.of(
            source.limit().getAsLong(), "max-file-size of source '%s'".formatted(source.name()))
        : FormLimits.of(largestFile, "upload.max-file-size");
  }

  /**
   * Takes a form.
   *
   * @param replace whether the file may take the place of another one of its name
   */
  Outcome take(InputStream body, String contentType, Door.Admitted where, boolean replace) {
    try (var share = new FormShare(memory.forms(), where.caller().by())) {
      UploadForm<StoredFile> form;
      var staged = new ArrayList<StoredFile>();
      try (var paced = new PacedInput(body, stall)) {
        form = read(paced, contentType, where, staged, share::grow);
      } catch (IOException e) {
        // never handed over, so in no row
        staged.forEach(this::discard);
        throw e;
      }
      return take(form, where, replace);
    } catch (FormException e) {
      return new Refused(new Refusal(e.status(), e.getMessage()));
    } catch (NotAllowedException e) {
      return new Refused(Refusal.forbidden(e.getMessage()));
    } catch (StoreAwayException e) {
      return new Refused(
          Refusal.away(stack.isDiskFull() ? StoreAwayException.DISK_FULL : e.getMessage()));
    } catch (BudgetSpentException | CatalogueAwayException | PartBuffers.BusyException e) {
      return new Refused(Refusal.away(e.getMessage()));
    } catch (IOException e) {
      log.info("the body of an upload ended early: {}", e.toString());
      return new Refused(Refusal.bad("The upload ended early."));
    }
  }

  /** The caller may not upload files of that project. */
  private static final class NotAllowedException extends IOException {
    private static final long serialVersionUID = 1;

    NotAllowedException(ProjectName project) {
      super(notAllowed(project));
    }
  }

  private static String notAllowed(ProjectName project) {
    return "The given token isn't allowed to upload to project '%s'.".formatted(project);
  }

  /** Keeps nothing of a file whose name alone says that it is of a project not allowed. */
  private StoredFile keep(String filename, InputStream bytes, Caller caller) throws IOException {
    List<FileName> readings = FileName.readings(filename);
    if (!readings.isEmpty()
        && readings.stream().noneMatch(name -> caller.writesProject(name.project().normalised()))) {
      throw new NotAllowedException(readings.getFirst().project());
    }
    return shelf.keep(filename, bytes);
  }

  private UploadForm<StoredFile> read(
      InputStream body,
      String contentType,
      Door.Admitted where,
      List<StoredFile> staged,
      FieldMemory fieldMemory)
      throws IOException {
    UploadForm.ContentSink<StoredFile> sink =
        (filename, bytes) -> {
          StoredFile file = keep(filename, bytes, where.caller());
          staged.add(file);
          return file;
        };
    return new FormReader<>(limits(where.source()), sink, fieldMemory).read(body, contentType);
  }

  private Outcome take(UploadForm<StoredFile> form, Door.Admitted where, boolean replace)
      throws IOException {
    Outcome outcome =
        switch (FormCheck.check(form)) {
          case FormCheck.Bad bad -> new Refused(bad.refusal());
          case FormCheck.Good good ->
              open(good, form.fields(), new Wish(where, replace, form.fields().get("comment")));
        };
    boolean needed =
        switch (outcome) {
          case Done done -> !done.already();
          case Taken taken -> false;
          case Refused refused -> false;
        };
    if (!needed) {
      form.content().ifPresent(this::discard);
    }
    return outcome;
  }

  /** Everything failed in a definite way; what failed otherwise came out as an exception. */
  private void discard(StoredFile file) {
    sweeper.discard(file.key());
  }

  private Outcome open(FormCheck.Good good, FormFields fields, Wish wish) throws IOException {
    if (!wish.where().caller().writesProject(good.name().project().normalised())) {
      return new Refused(Refusal.forbidden(notAllowed(good.name().project())));
    }
    Optional<Refusal> wrong = FieldCheck.beforeOpening(good, fields);
    if (wrong.isPresent()) {
      return new Refused(wrong.get());
    }
    try (var share =
        new MetadataShare(memory.metadata(), wish.where().caller().by(), beside(fields))) {
      return open(good, fields, wish, share);
    }
  }

  private static long beside(FormFields fields) {
    return fields.all("attestations").stream().mapToLong(String::length).sum();
  }

  private Outcome open(
      FormCheck.Good good, FormFields fields, Wish wish, MetadataShare share) throws IOException {
    StoredFile file = good.file();
    return switch (archives.inspect(file.key(), file.digests().size(), good.name(), share::take)) {
      case Inspection.Unsound unsound -> new Refused(Refusal.bad(unsound.message()));
      case Inspection.Sound sound -> {
        Optional<Refusal> other = FieldCheck.against(sound, fields);
        yield other.isPresent() ? new Refused(other.get()) : open(good, sound, fields, wish);
      }
    };
  }

  private Outcome open(FormCheck.Good good, Inspection.Sound sound, FormFields fields, Wish wish)
      throws IOException {
    return switch (beside.check(fields, good.file())) {
      case Beside.Bad bad -> new Refused(bad.refusal());
      case Beside.Good found -> publish(good, sound, found, wish);
    };
  }

  private Outcome publish(FormCheck.Good good, Inspection.Sound sound, Beside.Good found, Wish wish)
      throws IOException {
    StoredFile file = good.file();
    var newFile =
        new NewFile(
            file.filename(),
            good.filetype(),
            sound.metadata().name().display(),
            sound.metadata().version().toString(),
            file.digests().sha256().hex(),
            file.digest(HashAlgorithm.MD5).hex(),
            file.digest(HashAlgorithm.BLAKE2B_256).hex(),
            file.digests().size(),
            sound.metadata().requiresPython().filter(text -> !text.isBlank()).orElse(null),
            file.key(),
            shelf.keepBeside(file, ".metadata", sound.bytes()),
            Sha256.ofBytes(sound.bytes()).hex(),
            shelf.keepBeside(file, ".asc", found.signature()),
            shelf.keepBeside(file, ".provenance", found.provenance()),
            wish.where().caller().by(),
            wish.replace() ? true : null,
            wish.comment().orElse(null));
    Source source = wish.where().source();
    return switch (catalogue.publish(source.id(), newFile)) {
      case Catalogue.Visible visible -> {
        log.info(
            "{} of {} bytes is {} in source {}",
            file.filename(),
            file.digests().size(),
            visible.already() ? "as it was" : "published",
            source.name());
        yield new Done(file.filename(), visible.already());
      }
      case Catalogue.NameTaken taken when taken.byOneThatWasRemoved() -> new Taken(taken.line());
      case Catalogue.NameTaken taken ->
          new Taken(
              "File already exists ('%s', with blake2_256 hash '%s'). Use a different version."
                  .formatted(file.filename(), file.digest(HashAlgorithm.BLAKE2B_256)));
      case Catalogue.NotWanted no -> new Refused(new Refusal(no.status(), no.reason()));
    };
  }
}
