package dev.larder.index.repository;

import dev.larder.index.clock.Stamp;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.outbox.Outbox;
import dev.larder.index.settings.Settings;
import dev.larder.index.source.Sources;
import dev.larder.index.source.Upstream;
import dev.larder.index.type.SourceType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is there after the first start: {@code private}, {@code pypi} (and {@code pypi-2}, … for
 * further upstreams), and {@code main} over them all. Sources keep their upstreams afterwards.
 */
@Singleton
public class FirstStart {
  private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

  private final List<Upstream> upstreams;
  private final Outbox outbox;
  private final Sources sources;
  private final Repositories repositories;
  private final Subscriptions subscriptions;

  public FirstStart(
      Settings settings,
      Outbox outbox,
      Sources sources,
      Repositories repositories,
      Subscriptions subscriptions) {
    this.upstreams =
        settings.firstUpstreams().stream()
            .map(text -> Upstream.parse("An upstream in LARDER_UPSTREAMS", text))
            .toList();
    this.outbox = outbox;
    this.sources = sources;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
  }

  /**
   * Fills an empty catalogue.
   *
   * @return empty when there was nothing to do, also when another replica was quicker
   */
  public Optional<Stamp> fill() {
    if (sources.any()) {
      return Optional.empty();
    }
    About about = About.catalogue("first-start", 1, 0, List.of("repo:1"), Author.LARDER);
    Stamp stamp = outbox.begin(about);
    if (sources.any()) {
      return Optional.empty();
    }
    List<Integer> ids = new ArrayList<>();
    ids.add(add(stamp, "private", SourceType.LOCAL_PYTHON, Optional.empty()));
    for (int i = 0; i < upstreams.size(); i++) {
      String name = i == 0 ? "pypi" : "pypi-" + (i + 1);
      ids.add(add(stamp, name, SourceType.PYPI, Optional.of(upstreams.get(i))));
    }
    int main = repositories.nextId();
    repositories.add(stamp, main, "main", Repository.Traits.PLAIN, Author.LARDER.id());
    repositories.makeDefault(stamp, main, Author.LARDER.id());
    subscriptions.set(stamp, main, ids, Author.LARDER.id());
    log.info("First start: repository main over private and the upstreams {}", upstreams);
    return Optional.of(stamp);
  }

  private int add(Stamp stamp, String name, SourceType type, Optional<Upstream> upstream) {
    int id = sources.nextId();
    sources.add(stamp, id, name, type, upstream, null, Author.LARDER.id());
    return id;
  }
}
