package dev.larder.index.source;

import dev.larder.index.change.Refusal;
import dev.larder.service.caller.Caller;
import dev.larder.service.caller.Grants;
import java.util.Optional;

/** Who may see which source, and change what is in it. Every route asks here. */
public final class SourceRights {
  private SourceRights() {}

  /** Whether a source is there for somebody in lists and by its name. */
  public static boolean sees(Caller caller, Source source) {
    return caller.isAdmin() || caller.grants().readsSource(source.id());
  }

  /** Why somebody who sees a source may not change a project in it, if so. */
  public static Optional<Refusal> writing(Caller caller, Source source, String project) {
    if (caller.isAdmin()) {
      return Optional.empty();
    }
    if (!caller.grants().writesSource(source.id())) {
      return Optional.of(
          Refusal.forbidden(
              Grants.lacking(Grants.WRITE_SOURCE, "source '%s'".formatted(source.name()))));
    }
    return caller.grants().writesProject(project)
        ? Optional.empty()
        : Optional.of(
            Refusal.forbidden(
                "these credentials have %s for source '%s', but not for project '%s'; create a token whose projects match it"
                    .formatted(Grants.WRITE_SOURCE, source.name(), project)));
  }
}
