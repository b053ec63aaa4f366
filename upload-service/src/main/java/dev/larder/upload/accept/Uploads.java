package dev.larder.upload.accept;

import dev.larder.memory.BudgetSpentException;
import dev.larder.packaging.FileName;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Sha256;
import dev.larder.service.caller.Caller;
import dev.larder.upload.accept.UploadAdmission.Admitted;
import dev.larder.upload.archive.Archives;
import dev.larder.upload.archive.Inspection;
import dev.larder.upload.catalogue.Catalogue;
import dev.larder.upload.catalogue.CatalogueAwayException;
import dev.larder.upload.catalogue.NewFile;
import dev.larder.upload.form.FormException;
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

  private final UploadStore store;
  private final Archives archives;
  private final SignatureCheck signatureCheck;
  private final Catalogue catalogue;
  private final Sweeper sweeper;
  private final UploadMemory memory;
  private final Duration stall;
  private final StackHealth stack;

  Uploads(
      UploadStore store,
      Archives archives,
      SignatureCheck signatureCheck,
      Catalogue catalogue,
      Sweeper sweeper,
      UploadMemory memory,
      UploadConfiguration configuration,
      StackHealth stack) {
    this.store = store;
    this.archives = archives;
    this.signatureCheck = signatureCheck;
    this.catalogue = catalogue;
    this.sweeper = sweeper;
    this.memory = memory;
    this.stall = configuration.stall();
    this.stack = stack;
  }

  sealed interface Outcome permits Visible, NameTaken, Refusal {}

  /** Visible to the next request; {@code already} where it has been before. */
  record Visible(boolean already) implements Outcome {}

  /** There is another file of that name; PyPI's sentence about it. */
  record NameTaken(String message) implements Outcome {}

  /** Reads the form, checks the file and publishes it. */
  Outcome take(InputStream body, String contentType, Admitted upload) {
    try (var share = new FormShare(memory.forms(), upload.caller().by())) {
      UploadForm<StoredFile> form = read(body, contentType, upload, share);
      Outcome outcome =
          switch (FormCheck.check(form)) {
            case Refusal refusal -> refusal;
            case FormCheck.Good good -> open(good, upload);
          };
      // it is in no row: what failed without a definite answer came out as an exception
      if (!outcome.equals(new Visible(false))) {
        form.content().ifPresent(this::discard);
      }
      return outcome;
    } catch (FormException e) {
      return new Refusal(e.status(), e.getMessage());
    } catch (StoreAwayException e) {
      return Refusal.away(stack.isDiskFull() ? StoreAwayException.DISK_FULL : e.getMessage());
    } catch (BudgetSpentException | CatalogueAwayException | PartBuffers.BusyException e) {
      return Refusal.away(e.getMessage());
    } catch (IOException e) {
      log.info("the body of an upload ended early: {}", e.toString());
      return Refusal.bad("The upload ended early.");
    }
  }

  private UploadForm<StoredFile> read(
      InputStream body, String contentType, Admitted upload, FormShare share) throws IOException {
    var stored = new ArrayList<StoredFile>();
    UploadForm.ContentSink<StoredFile> sink =
        (filename, bytes) -> {
          refuseOtherProjects(filename, upload.caller());
          StoredFile file = store.keep(filename, bytes);
          stored.add(file);
          return file;
        };
    try (var paced = new PacedInput(body, stall)) {
      return new FormReader<>(upload.limits(), sink, share::grow).read(paced, contentType);
    } catch (IOException e) {
      // never handed over, so in no row
      stored.forEach(this::discard);
      throw e;
    }
  }

  /** Nothing is stored of a file whose name alone says that it is of a project not allowed. */
  private static void refuseOtherProjects(String filename, Caller caller) throws FormException {
    List<FileName> readings = FileName.readings(filename);
    if (!readings.isEmpty()
        && readings.stream().noneMatch(name -> caller.writesProject(name.project().normalised()))) {
      Refusal refusal = notAllowed(readings.getFirst().project());
      throw new FormException(refusal.status(), refusal.message());
    }
  }

  private static Refusal notAllowed(ProjectName project) {
    return Refusal.forbidden(
        "The given token isn't allowed to upload to project '%s'.".formatted(project));
  }

  private void discard(StoredFile file) {
    sweeper.discard(file.key());
  }

  private Outcome open(FormCheck.Good form, Admitted upload) throws IOException {
    ProjectName project = form.name().project();
    if (!upload.caller().writesProject(project.normalised())) {
      return notAllowed(project);
    }
    Optional<Refusal> wrong = FieldCheck.beforeOpening(form);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    StoredFile file = form.file();
    long attestations = form.fields().all("attestations").stream().mapToLong(String::length).sum();
    try (var share = new MetadataShare(memory.metadata(), upload.caller().by(), attestations)) {
      return switch (archives.inspect(
          file.key(), file.digests().size(), form.name(), share::take)) {
        case Inspection.Unsound unsound -> Refusal.bad(unsound.message());
        case Inspection.Sound sound -> compare(form, sound, upload);
      };
    }
  }

  private Outcome compare(FormCheck.Good form, Inspection.Sound sound, Admitted upload)
      throws IOException {
    Optional<Refusal> wrong = FieldCheck.against(sound, form.fields());
    if (wrong.isPresent()) {
      return wrong.get();
    }
    return switch (signatureCheck.check(form)) {
      case Refusal refusal -> refusal;
      case SignatureCheck.Good signatures ->
          publish(form.file(), newFile(form, sound, signatures, upload), upload);
    };
  }

  private NewFile newFile(
      FormCheck.Good form, Inspection.Sound sound, SignatureCheck.Good signatures, Admitted upload)
      throws IOException {
    StoredFile file = form.file();
    return new NewFile(
        file.filename(),
        form.filetype(),
        sound.metadata().name().display(),
        sound.metadata().version().toString(),
        file.digests().sha256().hex(),
        file.digest(HashAlgorithm.MD5).hex(),
        file.digest(HashAlgorithm.BLAKE2B_256).hex(),
        file.digests().size(),
        sound.metadata().requiresPython().filter(text -> !text.isBlank()).orElse(null),
        file.key(),
        store.keepBeside(file, ".metadata", sound.bytes()),
        Sha256.ofBytes(sound.bytes()).hex(),
        store.keepBeside(file, ".asc", signatures.signature()),
        store.keepBeside(file, ".provenance", signatures.provenance()),
        upload.caller().by(),
        upload.replace() ? true : null,
        form.fields().get("comment").orElse(null));
  }

  private Outcome publish(StoredFile file, NewFile newFile, Admitted upload)
      throws CatalogueAwayException {
    return switch (catalogue.publish(upload.source().id(), newFile)) {
      case Catalogue.Visible(boolean already) -> {
        log.info(
            "{} of {} bytes is {} in source {}",
            file.filename(),
            file.digests().size(),
            already ? "as it was" : "published",
            upload.source().name());
        yield new Visible(already);
      }
      case Catalogue.NameTaken taken when taken.byOneThatWasRemoved() ->
          new NameTaken(taken.line());
      case Catalogue.NameTaken _ ->
          new NameTaken(
              "File already exists ('%s', with blake2_256 hash '%s'). Use a different version."
                  .formatted(file.filename(), file.digest(HashAlgorithm.BLAKE2B_256)));
      case Catalogue.NotWanted no -> new Refusal(no.status(), no.reason());
    };
  }
}
