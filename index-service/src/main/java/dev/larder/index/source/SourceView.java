package dev.larder.index.source;

import dev.larder.index.upstream.LeftOuts;
import dev.larder.index.upstream.Serials;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A source, as administrators see it.
 *
 * @param url where a mirror looks, without credentials
 * @param maxFileSize in bytes, or null for the general limit
 * @param claims the patterns that it claims
 * @param repos the repositories that subscribe to it
 * @param leftOut what isn't taken over from its upstream's pages; null in lists
 * @param behind projects whose upstream answers with lower serials than before; null in lists
 * @param missingStatus what its upstream answers, beside 404 and 410, where something isn't there
 * @param allow hosts, {@code host:port} and networks inside that its upstream may lead to
 * @param proxy by which its upstream is reached, without credentials; null for the environment's
 * @param caSubjects whose certificates are trusted for its upstream, beside the machine's
 * @param clientSubject whose certificate its upstream is shown, or null
 * @param schedule when a mirror syncs, as cron has it (UTC), {@code never}, or null for what the
 *     configuration says
 * @param offlineSince since when nothing is asked of its upstream, or null
 * @param warning what is doubtful about a change just made, or null
 */
@Serdeable
record SourceView(
    String name,
    String type,
    @Nullable String url,
    @Nullable Long maxFileSize,
    List<String> claims,
    List<String> repos,
    String created,
    @Nullable List<LeftOuts.OfSource> leftOut,
    @Nullable List<Serials.Behind> behind,
    List<Integer> missingStatus,
    List<String> allow,
    @Nullable String proxy,
    List<String> caSubjects,
    @Nullable String clientSubject,
    @Nullable String schedule,
    @Nullable String offlineSince,
    @Nullable String warning) {

  static SourceView of(Source source, SourceUses.Uses uses) {
    ConnectionSettings connection =
        source.upstream().map(Upstream::connection).orElse(ConnectionSettings.DEFAULT);
    return new SourceView(
        source.name(),
        source.type().wire(),
        source.upstream().map(Upstream::toString).orElse(null),
        source.maxFileSize(),
        uses.claims(),
        uses.repositories(),
        source.created().toString(),
        null,
        null,
        connection.missingStatus(),
        connection.allow(),
        connection.shownProxy(),
        connection.shownCa(),
        connection.shownClientCertificate(),
        source.schedule(),
        source.offlineSince() == null ? null : source.offlineSince().toString(),
        null);
  }

  /** With what its upstream says that isn't taken over. */
  SourceView with(List<LeftOuts.OfSource> omissions, List<Serials.Behind> late) {
    return new SourceView(
        name,
        type,
        url,
        maxFileSize,
        claims,
        repos,
        created,
        omissions,
        late,
        missingStatus,
        allow,
        proxy,
        caSubjects,
        clientSubject,
        schedule,
        offlineSince,
        warning);
  }

  /** With what is doubtful. */
  SourceView warning(@Nullable String line) {
    return new SourceView(
        name,
        type,
        url,
        maxFileSize,
        claims,
        repos,
        created,
        leftOut,
        behind,
        missingStatus,
        allow,
        proxy,
        caSubjects,
        clientSubject,
        schedule,
        offlineSince,
        line);
  }
}
