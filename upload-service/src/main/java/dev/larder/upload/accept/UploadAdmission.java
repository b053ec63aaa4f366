package dev.larder.upload.accept;

import dev.larder.service.caller.Caller;
import dev.larder.upload.catalogue.Catalogue;
import dev.larder.upload.catalogue.CatalogueAwayException;
import dev.larder.upload.catalogue.Source;
import dev.larder.upload.form.FormLimits;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Decides who may upload where, and how much, before a byte of the body is read (RAUTH-5). Lengths
 * are those of the whole body in bytes, -1 where the client doesn't say.
 */
@Singleton
final class UploadAdmission {

  private static final String LOCAL = "local-python";

  private static final Refusal OFF =
      Refusal.forbidden(
          "Uploads are switched off here: 'authentication.api-token-auth' is off in this server's configuration.");

  sealed interface Decision permits Admitted, Refusal {}

  /**
   * The form may be read.
   *
   * @param replace whether the file may take the place of another one of its name
   */
  record Admitted(Caller caller, Source source, boolean replace, FormLimits limits)
      implements Decision {}

  private final Catalogue catalogue;
  private final boolean takesTokens;
  private final long largestFile;

  UploadAdmission(
      Catalogue catalogue,
      AuthenticationConfiguration authentication,
      UploadConfiguration configuration) {
    this.catalogue = catalogue;
    this.takesTokens = authentication.takesTokens();
    this.largestFile = configuration.maxFileSize();
  }

  /** Whether the caller may upload to that source. */
  Decision ofUpload(Caller caller, String sourceName, long length) {
    if (!takesTokens) {
      return OFF;
    }
    Optional<Refusal> unproved =
        unproved(caller, "An upload needs a token: user '__token__', the token as password.");
    if (unproved.isPresent()) {
      return unproved.get();
    }
    if (!caller.writes()) {
      return Refusal.forbidden(
          "The given token isn't allowed to upload: it lacks the scope 'sources:write'.");
    }
    try {
      return decide(caller, sourceName, catalogue.source(sourceName), false, length);
    } catch (CatalogueAwayException e) {
      return Refusal.away(e.getMessage());
    }
  }

  /**
   * Whether the caller may add files by command. No switch keeps administrators out.
   *
   * @param replace {@code true} or {@code false}: whether they may take the place of others, which
   *     is for administrators
   */
  Decision ofAddition(Caller caller, String sourceName, String replace, long length) {
    if (!replace.equals("true") && !replace.equals("false")) {
      return Refusal.bad("'replace' is either 'true' or 'false'.");
    }
    Optional<Refusal> unproved = unproved(caller, "Adding files needs a token.");
    if (unproved.isPresent()) {
      return unproved.get();
    }
    if (!takesTokens && !caller.isAdmin()) {
      return OFF;
    }
    try {
      Optional<Source> readable =
          catalogue.source(sourceName).filter(source -> caller.readsSource(source.id()));
      return decide(caller, sourceName, readable, replace.equals("true"), length);
    } catch (CatalogueAwayException e) {
      return Refusal.away(e.getMessage());
    }
  }

  private static Optional<Refusal> unproved(Caller caller, String whatIsNeeded) {
    return switch (caller) {
      case Caller.Anonymous _ -> Optional.of(new Refusal(401, whatIsNeeded));
      case Caller.Unknown(String detail) -> Optional.of(Refusal.away(detail));
      case Caller.Admin _, Caller.Token _, Caller.Person _ -> Optional.empty();
    };
  }

  private Decision decide(
      Caller caller, String sourceName, Optional<Source> known, boolean replace, long length) {
    if (known.isEmpty()) {
      return new Refusal(
          404,
          "There is no source '%s': 'larder list sources' shows those that exist."
              .formatted(sourceName));
    }
    Source source = known.get();
    if (!caller.writesSource(source.id())) {
      return Refusal.forbidden(
          "The given token isn't allowed to upload to source '%s'. It lacks sources:write for it."
              .formatted(source.name()));
    }
    if (!source.type().equals(LOCAL)) {
      return Refusal.bad(
          "Source '%s' is of type %s and takes no uploads: upload to one of type %s."
              .formatted(source.name(), source.type(), LOCAL));
    }
    if (replace && !caller.isAdmin()) {
      return Refusal.forbidden(
          "Replacing a file needs a token with scope 'global:admin'; without it, remove the file and use another version.");
    }
    FormLimits limits = limits(source);
    return length > limits.all()
        ? new Refusal(413, limits.tooLarge(Optional.empty()))
        : new Admitted(caller, source, replace, limits);
  }

  /** The source's own limit counts where it is the smaller one. */
  private FormLimits limits(Source source) {
    return source.limit().isPresent() && source.limit().getAsLong() < largestFile
        ? FormLimits.of(
            source.limit().getAsLong(), "max-file-size of source '%s'".formatted(source.name()))
        : FormLimits.of(largestFile, "upload.max-file-size");
  }
}
