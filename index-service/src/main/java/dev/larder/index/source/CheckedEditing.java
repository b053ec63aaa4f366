package dev.larder.index.source;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.database.Database;
import dev.larder.index.type.SourceType;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes and changes sources whose upstream was asked first, unless who asks for it says that it
 * isn't to be: a URL that is none is otherwise a definite no to every name.
 */
@Singleton
final class CheckedEditing {
  private final Database database;
  private final Sources sources;
  private final SourceEditing editing;
  private final UpstreamCheck check;

  CheckedEditing(Database database, Sources sources, SourceEditing editing, UpstreamCheck check) {
    this.database = database;
    this.sources = sources;
    this.editing = editing;
    this.check = check;
  }

  /**
   * A source, and what is doubtful about it.
   *
   * @param warning one line, or null
   */
  record Advised(Source source, @Nullable String warning) {}

  Outcome<Advised> create(NewSource asked, RequestContext context) {
    boolean wanted =
        SourceType.PYPI.wire().equals(asked.type())
            && !Boolean.FALSE.equals(asked.check())
            && named(asked.name()).isEmpty();
    return checked(
        asked.name(),
        wanted ? RequestedUpstream.made(asked).accepted() : Optional.empty(),
        inside -> editing.create(asked, inside, context));
  }

  Outcome<Advised> edit(String name, SourceEdit asked, RequestContext context) {
    if (asked.url() != null && staysOffline(name, asked)) {
      return editing
          .edit(name, asked, Optional.empty(), context)
          .map(
              source ->
                  new Advised(
                      source,
                      "source '%s' is offline, so nobody asked whether there is an index at %s"
                          .formatted(name, source.upstream().orElseThrow())));
    }
    Optional<Upstream> upstream =
        asked.url() == null || Boolean.FALSE.equals(asked.check())
            ? Optional.empty()
            : named(name)
                .flatMap(Source::upstream)
                .flatMap(now -> RequestedUpstream.edited(now, asked).accepted());
    return checked(name, upstream, inside -> editing.edit(name, asked, inside, context));
  }

  private boolean staysOffline(String name, SourceEdit asked) {
    return !Boolean.FALSE.equals(asked.offline())
        && named(name).filter(Source::isOffline).isPresent();
  }

  private Optional<Source> named(@Nullable String name) {
    return name == null ? Optional.empty() : database.read(() -> sources.named(name));
  }

  /** What is no upstream anyway is left to whoever refuses it. */
  private Outcome<Advised> checked(
      String name,
      Optional<Upstream> upstream,
      Function<Optional<List<String>>, Outcome<Source>> change) {
    if (upstream.isEmpty()) {
      return change.apply(Optional.empty()).map(source -> new Advised(source, null));
    }
    return switch (check.check(name, upstream.get())) {
      case UpstreamCheck.Bad(String detail) ->
          new Outcome.Refused<>(
              Refusal.wrong(detail + "; to take it unchecked, give --no-check (\"check\": false)"));
      case UpstreamCheck.Good(List<String> inside, String warning) ->
          change.apply(Optional.ofNullable(inside)).map(source -> new Advised(source, warning));
    };
  }
}
