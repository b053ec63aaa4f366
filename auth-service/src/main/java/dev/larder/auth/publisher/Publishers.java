package dev.larder.auth.publisher;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.audit.Audit;
import dev.larder.auth.audit.Line;
import dev.larder.auth.http.Work;
import dev.larder.auth.index.Catalogue;
import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.revocation.Revoker;
import dev.larder.auth.token.Grant;
import dev.larder.auth.token.ProjectPattern;
import dev.larder.auth.token.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes, lists and deletes trusted publishers. */
@Component
final class Publishers {

  private static final Logger log = LoggerFactory.getLogger(Publishers.class);

  private final PublisherStore store;
  private final KnownPublishers known;
  private final Catalogue catalogue;
  private final Revoker revoker;
  private final Audit audit;
  private final Clock clock;

  Publishers(
      PublisherStore store,
      KnownPublishers known,
      Catalogue catalogue,
      Revoker revoker,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.known = known;
    this.catalogue = catalogue;
    this.revoker = revoker;
    this.audit = audit;
    this.clock = clock;
  }

  /** A publisher as it is shown, with the name of its source; the id of one that is gone. */
  record Shown(
      String guid,
      String source,
      String project,
      String issuer,
      SortedMap<String, String> claims,
      Instant created) {}

  /** What a token of these publishers, all of which may upload the same, may do. */
  static Grant grant(List<Publisher> publishers) {
    return new Grant(
        List.of(Scope.SOURCES_WRITE.text()),
        publishers.stream().map(Publisher::source).distinct().sorted().toList(),
        List.of(),
        Optional.of(
            publishers.stream()
                .map(Publisher::project)
                .distinct()
                .sorted(Comparator.comparing(ProjectPattern::text))
                .toList()));
  }

  Outcome<Shown> make(PublisherRequest request, Actor actor) {
    Optional<String> refusal = PublisherRules.refusal(request);
    if (refusal.isPresent()) {
      return Outcome.refused(400, refusal.get());
    }
    String name = request.source().strip();
    return switch (catalogue.ids(List.of(name), List.of())) {
      case Outcome.Refused<Catalogue.Ids>(int status, var detail) ->
          Outcome.refused(status, detail);
      case Outcome.Done<Catalogue.Ids>(var ids) ->
          ids.missing(List.of(name), List.of()).isPresent()
              ? Outcome.refused(
                  502, "index-service answered without an id for '%s'".formatted(name))
              : make(request, name, ids.sources().get(name), actor);
    };
  }

  private Outcome<Shown> make(PublisherRequest request, String name, String source, Actor actor) {
    var publisher =
        new Publisher(
            Guid.PUBLISHER + UUID.randomUUID(),
            source,
            ProjectPattern.parse(request.project()).orElseThrow(),
            IssuerKind.url(request.issuer()),
            new TreeMap<>(request.claims()),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    store.add(publisher);
    if (!audit.written(
        actor, new Line("create-publisher", publisher.guid(), said(publisher, name)))) {
      store.end(publisher.guid());
      return Outcome.refused(
          503,
          "no publisher is made that isn't in the log, and that can't be written now: see 'larder status', then try again");
    }
    known.forget();
    log.info("publisher {} created", publisher);
    return Outcome.done(shown(publisher, Map.of(source, name)));
  }

  private static String said(Publisher publisher, String source) {
    return "%s of source %s by %s %s"
        .formatted(publisher.project(), source, publisher.issuer(), publisher.claims());
  }

  private String sourceName(Publisher publisher) {
    return catalogue.names().sources().getOrDefault(publisher.source(), publisher.source());
  }

  /** All publishers, oldest first. */
  List<Shown> list() {
    var found = new ArrayList<>(store.all());
    found.sort(Comparator.comparing(Publisher::created).thenComparing(Publisher::guid));
    var names = found.isEmpty() ? Catalogue.Names.UNKNOWN : catalogue.names();
    return found.stream().map(publisher -> shown(publisher, names.sources())).toList();
  }

  private static Shown shown(Publisher publisher, Map<String, String> names) {
    return new Shown(
        publisher.guid(),
        names.getOrDefault(publisher.source(), publisher.source()),
        publisher.project().text(),
        publisher.issuer(),
        publisher.claims(),
        publisher.created());
  }

  /**
   * Deletes it; once that is answered, the tokens that it gave are refused everywhere. It is ended
   * before its unions are looked for, so that one which is being made meanwhile finds it ended.
   */
  Outcome<Work.NoContent> delete(String guid, Actor actor) {
    Optional<Publisher> found =
        Guid.of(guid).filter(id -> id.startsWith(Guid.PUBLISHER)).flatMap(store::find);
    if (found.isEmpty()) {
      return Outcome.refused(
          404,
          "publisher '%s' does not exist; 'larder list publishers' shows those that do"
              .formatted(guid));
    }
    boolean wasActive = store.isActive(guid);
    store.end(guid);
    var ended = new ArrayList<>(List.of(guid));
    for (String union : store.unionsOf(guid)) {
      store.end(union);
      ended.add(union);
    }
    known.forget();
    if (wasActive) {
      audit.later(
          actor, new Line("delete-publisher", guid, said(found.get(), sourceName(found.get()))));
    }
    return revoker.refusedEverywhere(ended)
        ? Outcome.done(Work.NoContent.DONE)
        : Outcome.refused(
            503,
            "publisher '%s' is deleted, but Redis can't be reached, so tokens that it gave in the last 15 minutes may still be taken; repeat the call to be told"
                .formatted(guid));
  }
}
