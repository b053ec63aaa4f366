package dev.larder.index.source;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Decision;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.naming.GivenName;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.type.SourceType;
import dev.larder.index.type.Types;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes sources, changes and deletes them. */
@Singleton
final class SourceEditing {
  private final Changes changes;
  private final Types types;
  private final Sources sources;
  private final SourceUses uses;

  SourceEditing(Changes changes, Types types, Sources sources, SourceUses uses) {
    this.changes = changes;
    this.types = types;
    this.sources = sources;
    this.uses = uses;
  }

  /**
   * Makes one.
   *
   * @param inside the kinds of inside addresses in which the upstream's host is, where that is
   *     known
   */
  Outcome<Source> create(NewSource asked, Optional<List<String>> inside, RequestContext context) {
    return changes.make(() -> decide(asked, inside, context));
  }

  private Decision<Source> decide(
      NewSource asked, Optional<List<String>> inside, RequestContext context) {
    Optional<Refusal> refusal =
        Decision.first(types.refuseSource(asked.type()), GivenName.refusal("source", asked.name()));
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    Optional<Source> existing = sources.named(asked.name());
    if (existing.isPresent()) {
      return Boolean.TRUE.equals(asked.succeedOnExisting())
          ? Decision.keep(existing.get())
          : Decision.refuse(
              Refusal.inTheWay(
                  "source '%s' exists already; choose another name, or edit it"
                      .formatted(asked.name())));
    }
    SourceType type = SourceType.of(asked.type());
    Optional<RequestedUpstream> requested =
        type == SourceType.PYPI ? Optional.of(RequestedUpstream.made(asked)) : Optional.empty();
    refusal =
        Decision.first(
            misplaced(asked.name(), type, asked.url(), asked.credential(), asked.connection()),
            missized(asked.name(), type, asked.maxFileSize()),
            requested.flatMap(RequestedUpstream::refused));
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    int id = sources.nextId();
    return Decision.make(
        About.catalogue("create-source", 0, id, List.of(), Author.of(context)).of(asked.name()),
        stamp -> {
          sources.add(
              stamp,
              id,
              asked.name(),
              type,
              requested.flatMap(RequestedUpstream::accepted).map(upstream -> at(upstream, inside)),
              size(asked.maxFileSize()),
              context.by());
          return sources.named(asked.name()).orElseThrow();
        });
  }

  private static Upstream at(Upstream upstream, Optional<List<String>> inside) {
    return inside.map(kinds -> upstream.with(upstream.connection().with(kinds))).orElse(upstream);
  }

  /** Changes one; {@code inside} as for a new one. */
  Outcome<Source> edit(
      String name, SourceEdit asked, Optional<List<String>> inside, RequestContext context) {
    return changes.make(
        () -> {
          Optional<Source> found = sources.named(name);
          return found.isEmpty()
              ? Decision.refuse(sources.missing(context, name))
              : edit(found.get(), asked, inside, context);
        });
  }

  private Decision<Source> edit(
      Source now, SourceEdit asked, Optional<List<String>> inside, RequestContext context) {
    Optional<RequestedUpstream> requested =
        now.upstream().map(upstream -> RequestedUpstream.edited(upstream, asked));
    Optional<Refusal> refusal =
        Decision.first(
            asked.isEmpty()
                ? Optional.of(
                    Refusal.wrong(
                        "nothing is to be changed; give url, credential, missingStatus, allow,"
                            + " proxy, ca, clientCertificate, schedule, offline or maxFileSize"))
                : Optional.empty(),
            misplaced(now.name(), now.type(), asked.url(), asked.credential(), asked.connection()),
            missized(now.name(), now.type(), asked.maxFileSize()),
            SyncSchedule.refusal(now.name(), now.type(), asked.schedule()),
            offlineRefusal(now, asked.offline()),
            requested.flatMap(RequestedUpstream::refused));
    if (refusal.isPresent()) {
      return Decision.refuse(refusal.get());
    }
    Optional<Upstream> upstream =
        requested.flatMap(RequestedUpstream::accepted).map(found -> at(found, inside));
    Long size = asked.maxFileSize() == null ? now.maxFileSize() : size(asked.maxFileSize());
    String schedule = SyncSchedule.kept(asked.schedule(), now.schedule());
    boolean offline = asked.offline() == null ? now.isOffline() : asked.offline();
    List<String> what = what(now, upstream, size, schedule, offline);
    if (what.isEmpty()) {
      return Decision.keep(now);
    }
    List<String> tags = uses.tagsOfContent(now);
    return Decision.make(
        About.catalogue("edit-source", 0, now.id(), tags, Author.of(context))
            .of(String.join(", ", what)),
        stamp -> {
          Instant since = now.isOffline() ? now.offlineSince() : stamp.instant();
          sources.edit(stamp, now.id(), upstream, size, schedule, offline ? since : null);
          return sources.withId(now.id()).orElseThrow();
        });
  }

  private static List<String> what(
      Source now,
      Optional<Upstream> upstream,
      @Nullable Long size,
      @Nullable String schedule,
      boolean offline) {
    List<String> what = new ArrayList<>();
    if (!now.upstream().map(Upstream::url).equals(upstream.map(Upstream::url))) {
      what.add("url " + upstream.orElseThrow());
    }
    if (!now.upstream().map(Upstream::credential).equals(upstream.map(Upstream::credential))) {
      what.add("credential");
    }
    if (upstream.isPresent()) {
      what.addAll(
          ConnectionEdit.changed(
              now.upstream().orElseThrow().connection(), upstream.get().connection()));
    }
    if (!Optional.ofNullable(now.maxFileSize()).equals(Optional.ofNullable(size))) {
      what.add("maxFileSize " + (size == null ? "none" : size));
    }
    if (!Optional.ofNullable(now.schedule()).equals(Optional.ofNullable(schedule))) {
      what.add("schedule " + (schedule == null ? "as configured" : schedule));
    }
    if (offline != now.isOffline()) {
      what.add(offline ? "offline" : "online");
    }
    return what;
  }

  /** Deletes a source; gives what it was. Its claims end with it. */
  Outcome<Source> delete(String name, RequestContext context) {
    return changes.make(
        () -> {
          Optional<Source> found = sources.named(name);
          if (found.isEmpty()) {
            return Decision.refuse(sources.missing(context, name));
          }
          Source now = found.get();
          List<String> subscribers = uses.of(context, now).repositories();
          if (!subscribers.isEmpty()) {
            return Decision.refuse(
                Refusal.inTheWay(
                    "source '%s' is in use; unsubscribe first: %s"
                        .formatted(name, String.join(", ", subscribers))));
          }
          List<String> tags = uses.tagsOfAll(now);
          return Decision.make(
              About.catalogue("delete-source", 0, now.id(), tags, Author.of(context)).of(name),
              stamp -> {
                uses.end(stamp, now);
                sources.end(stamp, now.id());
                return now;
              });
        });
  }

  private static Optional<Refusal> misplaced(
      String name,
      SourceType type,
      @Nullable String url,
      @Nullable String credential,
      ConnectionEdit connection) {
    if (type == SourceType.PYPI || (url == null && credential == null && connection.isEmpty())) {
      return Optional.empty();
    }
    String what =
        url == null && credential == null
            ? "'missingStatus', 'allow', 'proxy', 'ca' and 'clientCertificate'"
            : "'url' and 'credential'";
    return Optional.of(
        Refusal.wrong(
            "source '%s' is of type %s and has no upstream; %s are for type %s"
                .formatted(name, type.wire(), what, SourceType.PYPI.wire())));
  }

  private static Optional<Refusal> offlineRefusal(Source source, @Nullable Boolean asked) {
    return asked == null || !source.isLocal()
        ? Optional.empty()
        : Optional.of(
            Refusal.wrong(
                "source '%s' is of type %s and has no upstream; 'offline' is for type %s"
                    .formatted(source.name(), source.type().wire(), SourceType.PYPI.wire())));
  }

  private static Optional<Refusal> missized(String name, SourceType type, @Nullable Long size) {
    if (size == null) {
      return Optional.empty();
    }
    if (size < 0) {
      return Optional.of(Refusal.wrong("'maxFileSize' must be a number of bytes, or 0 for none"));
    }
    return type == SourceType.PYPI
        ? Optional.of(
            Refusal.wrong(
                "source '%s' is a mirror and takes no uploads; 'maxFileSize' is for type %s"
                    .formatted(name, SourceType.LOCAL_PYTHON.wire())))
        : Optional.empty();
  }

  private static @Nullable Long size(@Nullable Long asked) {
    return asked == null || asked == 0 ? null : asked;
  }
}
