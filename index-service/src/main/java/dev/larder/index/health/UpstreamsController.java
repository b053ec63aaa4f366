package dev.larder.index.health;

import dev.larder.index.database.Database;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The upstreams that gave no answer when they were asked last, and those that aren't to be asked,
 * by their sources' present names.
 */
@Controller("/internal/upstreams")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UpstreamsController {
  private final Database database;
  private final Sources sources;
  private final UpstreamHealth health;

  UpstreamsController(Database database, Sources sources, UpstreamHealth health) {
    this.database = database;
    this.sources = sources;
    this.health = health;
  }

  @Serdeable
  record Failing(String source, Instant since, String reason) {}

  @Serdeable
  record Offline(String source, Instant since) {}

  @Serdeable
  record Upstreams(List<Failing> failing, List<Offline> offline) {}

  @Get
  Upstreams upstreams() {
    List<Source> all = database.read(sources::all);
    return new Upstreams(
        all.stream().filter(source -> !source.isOffline()).flatMap(this::failing).toList(),
        all.stream()
            .filter(Source::isOffline)
            .map(source -> new Offline(source.name(), source.offlineSince()))
            .toList());
  }

  private Stream<Failing> failing(Source source) {
    return health.of(source).stream()
        .map(failing -> new Failing(source.name(), failing.since(), failing.reason()));
  }
}
