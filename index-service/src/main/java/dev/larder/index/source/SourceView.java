package dev.larder.index.source;

import dev.larder.index.claim.Claim;
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
    @Nullable List<Serials.Behind> behind) {

  static SourceView of(Source source, List<Claim> claims, List<String> repositories) {
    return new SourceView(
        source.name(),
        source.type().wire(),
        source.upstream().map(Upstream::toString).orElse(null),
        source.maxFileSize(),
        claims.stream().filter(claim -> claim.source() == source.id()).map(Claim::pattern).toList(),
        repositories,
        source.created().toString(),
        null,
        null);
  }

  /** With what its upstream says that isn't taken over. */
  SourceView with(List<LeftOuts.OfSource> omissions, List<Serials.Behind> late) {
    return new SourceView(name, type, url, maxFileSize, claims, repos, created, omissions, late);
  }
}
