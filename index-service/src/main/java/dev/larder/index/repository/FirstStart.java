package dev.larder.index.repository;

import dev.larder.index.Settings;
import dev.larder.index.clock.Stamp;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Outbox;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.index.source.Upstream;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
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

  private final Settings settings;
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
    this.settings = settings;
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
  public Optional<Stamp> fill(Connection connection) throws SQLException {
    if (sources.any(connection)) {
      return Optional.empty();
    }
    About about = About.catalogue("first-start", 1, 0, List.of("repo:1"), About.LARDER);
    Stamp stamp = outbox.begin(connection, about);
    if (sources.any(connection)) {
      return Optional.empty();
    }
    List<Integer> ids = new ArrayList<>();
    ids.add(add(connection, stamp, "private", Source.Type.LOCAL_PYTHON, Optional.empty()));
    List<Upstream> upstreams = settings.firstUpstreams();
    for (int i = 0; i < upstreams.size(); i++) {
      String name = i == 0 ? "pypi" : "pypi-" + (i + 1);
      ids.add(add(connection, stamp, name, Source.Type.PYPI, Optional.of(upstreams.get(i))));
    }
    int main = repositories.nextId(connection);
    repositories.add(connection, stamp, main, "main", Repository.Traits.PLAIN, About.LARDER);
    repositories.makeDefault(connection, stamp, main, About.LARDER);
    subscriptions.set(connection, stamp, main, ids, About.LARDER);
    log.info("First start: repository main over private and the upstreams {}", upstreams);
    return Optional.of(stamp);
  }

  private int add(
      Connection connection,
      Stamp stamp,
      String name,
      Source.Type type,
      Optional<Upstream> upstream)
      throws SQLException {
    int id = sources.nextId(connection);
    sources.add(connection, stamp, id, name, type, upstream, null, About.LARDER);
    return id;
  }
}
