package dev.larder.upload.caller;

import dev.larder.service.caller.Caller;
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
  public Verdict uploader(Caller caller, String sourceName) {
    if (!takesTokens) {
      return new Refused(OFF);
    }
    Optional<Refusal> unproved =
        unproved(caller, "An upload needs a token: user '__token__', the token as password.");
    if (unproved.isPresent()) {
      return new Refused(unproved.get());
    }
    if (!caller.writes()) {
      return new Refused(
          Refusal.forbidden(
              "The given token isn't allowed to upload: it lacks the scope 'sources:write'."));
    }
    return known(caller, sourceName);
  }

  /**
   * Whether the caller may add files by command. No switch keeps administrators out.
   *
   * @param replace whether they may take the place of others, which is for administrators
   */
  public Verdict adder(Caller caller, String sourceName, boolean replace) {
    Optional<Refusal> unproved = unproved(caller, "Adding files needs a token.");
    if (unproved.isPresent()) {
      return new Refused(unproved.get());
    }
    if (!takesTokens && !caller.isAdmin()) {
      return new Refused(OFF);
    }
    Verdict verdict =
        known(
            sourceName,
            source ->
                caller.readsSource(source.id()) ? verdict(caller, source) : missing(sourceName));
    return switch (verdict) {
      case Admitted admitted when replace && !caller.isAdmin() ->
          new Refused(
              Refusal.forbidden(
                  "Replacing a file needs a token with scope 'global:admin'; without it, remove the file and use another version."));
      case Admitted admitted -> admitted;
      case Refused refused -> refused;
    };
  }

  private static Optional<Refusal> unproved(Caller caller, String whatIsNeeded) {
    return switch (caller) {
      case Caller.Anonymous _ -> Optional.of(new Refusal(401, whatIsNeeded));
      case Caller.Unknown(String detail) -> Optional.of(Refusal.away(detail));
      case Caller.Admin _, Caller.Token _, Caller.Person _ -> Optional.empty();
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
    if (!caller.writesSource(source.id())) {
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
