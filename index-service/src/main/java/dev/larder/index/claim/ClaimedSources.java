package dev.larder.index.claim;

import dev.larder.index.access.RequestContext;
import dev.larder.index.clock.Stamp;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceUses;
import jakarta.inject.Singleton;
import java.util.List;

/** Which repositories and claims name a source. */
@Singleton
final class ClaimedSources implements SourceUses {
  private final Claims claims;
  private final Repositories repositories;
  private final Subscriptions subscriptions;

  ClaimedSources(Claims claims, Repositories repositories, Subscriptions subscriptions) {
    this.claims = claims;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
  }

  @Override
  public Uses of(RequestContext context, Source source) {
    return new Uses(
        repositories.subscribedTo(context, source.name()),
        claimed(source).stream().map(Claim::pattern).toList());
  }

  @Override
  public List<String> tagsOfContent(Source source) {
    return subscriptions.tagsOfAllWith(source.id());
  }

  @Override
  public List<String> tagsOfAll(Source source) {
    return claimed(source).isEmpty() ? tagsOfContent(source) : repositories.tags();
  }

  @Override
  public void end(Stamp stamp, Source source) {
    for (Claim claim : claimed(source)) {
      claims.end(stamp, claim);
    }
  }

  private List<Claim> claimed(Source source) {
    return claims.all().stream().filter(claim -> claim.source() == source.id()).toList();
  }
}
