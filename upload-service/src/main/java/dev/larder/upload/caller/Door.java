package dev.larder.upload.caller;

import dev.larder.upload.catalogue.Catalogue;
import dev.larder.upload.catalogue.CatalogueAwayException;
import dev.larder.upload.catalogue.Source;
import dev.larder.upload.edge.Refusal;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Decides who may upload where, before a byte of the body is read (RAUTH-5). */
@Singleton
public final class Door {

  private static final String LOCAL = "local-python";

  private static final Refusal OFF =
      Refusal.forbidden(
          "Uploads are switched off here: 'authentication.api-token-auth' is off in this server's configuration.");

  /** What the door says. */
  public sealed interface Verdict {}

  public record Admitted(Source source, Caller caller) implements Verdict {}

  public record Refused(Refusal refusal) implements Verdict {}

  private final Catalogue catalogue;

  private final boolean takesTokens;

  public Door(Catalogue catalogue, DoorConfiguration configuration) {
    this.catalogue = catalogue;
    this.takesTokens = configuration.takesTokens();
  }

  /** Whether the caller may upload to that source. */
  public Verdict uploader(Optional<Caller> caller, String sourceName) {
    if (!takesTokens) {
      return new Refused(OFF);
    }
    if (caller.isEmpty()) {
      return new Refused(
          new Refusal(401, "An upload needs a token: user '__token__', the token as password."));
    }
    if (!caller.get().mayUpload()) {
      return new Refused(
          Refusal.forbidden(
              "The given token isn't allowed to upload: it lacks the scope 'sources:write'."));
    }
    return known(caller.get(), sourceName);
  }

  /**
   * Whether the caller may add files by command. No switch keeps administrators out.
   *
   * @param replace whether they may take the place of others, which is for administrators
   */
  public Verdict adder(Optional<Caller> caller, String sourceName, boolean replace) {
    if (caller.isEmpty()) {
      return new Refused(new Refusal(401, "Adding files needs a token."));
    }
    if (!takesTokens && !caller.get().isAdmin()) {
      return new Refused(OFF);
    }
    Verdict verdict =
        known(
            sourceName,
            source ->
                caller.get().sees(source.id())
                    ? verdict(caller.get(), source)
                    : missing(sourceName));
    return switch (verdict) {
      case Admitted admitted when replace && !caller.get().isAdmin() ->
          new Refused(
              Refusal.forbidden(
                  "Replacing a file needs a token with scope 'global:admin'; without it, remove the file and use another version."));
      case Admitted admitted -> admitted;
      case Refused refused -> refused;
    };
  }

  private Verdict known(Caller caller, String sourceName) {
    return known(sourceName, source -> verdict(caller, source));
  }

  private Verdict known(String sourceName, Function<Source, Verdict> verdict) {
    Optional<Source> source;
    try {
      source = catalogue.source(sourceName);
    } catch (CatalogueAwayException e) {
      return new Refused(Refusal.away(e.getMessage()));
    }
    return source.map(verdict).orElseGet(() -> missing(sourceName));
  }

  private static Verdict missing(String sourceName) {
    return new Refused(
        new Refusal(
            404,
            "There is no source '%s': 'larder list sources' shows those that exist."
                .formatted(sourceName)));
  }

  private static Verdict verdict(Caller caller, Source source) {
    if (!caller.mayUploadTo(source.id())) {
      return new Refused(
          Refusal.forbidden(
              "The given token isn't allowed to upload to source '%s'. It lacks sources:write for it."
                  .formatted(source.name())));
    }
    if (!source.type().equals(LOCAL)) {
      return new Refused(
          Refusal.bad(
              "Source '%s' is of type %s and takes no uploads: upload to one of type %s."
                  .formatted(source.name(), source.type(), LOCAL)));
    }
    return new Admitted(source, caller);
  }
}
