package dev.larder.blob.caller;

import dev.larder.service.caller.Caller;
import dev.larder.service.caller.Grants;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Who may have a file, or be told that there is none.
 *
 * @param readers ids of repositories that show it, whose readers may have it; null: anybody may
 * @param others ids of further ones that need a token; to their readers it isn't there
 */
public record Readers(@Nullable List<String> readers, List<String> others) {

  /** Of what no repository shows; {@code others} may be null. */
  public static Readers ofNothing(@Nullable List<String> others) {
    return others == null || others.isEmpty()
        ? new Readers(null, List.of())
        : new Readers(List.of(), others);
  }

  /** What is decided. */
  public sealed interface Verdict {}

  public record Granted() implements Verdict {}

  /** To this one it isn't there. */
  public record NotThere() implements Verdict {}

  /** Credentials would help (RAUTH-1, RAUTH-2). */
  public record Unproved(String line) implements Verdict {}

  /** These credentials don't help. */
  public record Forbidden(String line) implements Verdict {}

  /** The credentials can't be checked now. */
  public record Unsure(String line) implements Verdict {}

  /** Whether it needs a token, so is nothing for shared caches. */
  public boolean needToken() {
    return readers != null;
  }

  /**
   * Decides.
   *
   * @param repository the name in the URL, empty for the default one
   */
  public Verdict verdict(Caller caller, String repository) {
    if (readers == null) {
      return new Granted();
    }
    String what =
        repository.isEmpty() ? "the default repository" : "repository '%s'".formatted(repository);
    return switch (caller) {
      case Caller.Admin _ -> readers.isEmpty() ? new NotThere() : new Granted();
      case Caller.Token _, Caller.Person _ -> verdict(caller.grants(), what);
      case Caller.Unknown(String detail) -> new Unsure(detail);
      case Caller.Anonymous _ ->
          new Unproved(
              "reading %s needs credentials: user __token__, a token with scope repos:read as password"
                  .formatted(what));
    };
  }

  private Verdict verdict(Grants grants, String what) {
    if (readers.stream().anyMatch(grants::readsRepo)) {
      return new Granted();
    }
    return others.stream().anyMatch(grants::readsRepo)
        ? new NotThere()
        : new Forbidden(Grants.lacking(Grants.READ_REPO, what));
  }
}
