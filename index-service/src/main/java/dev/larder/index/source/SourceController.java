package dev.larder.index.source;

import dev.larder.index.access.Refusals;
import dev.larder.index.database.Database;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sources, for administrators and for other services. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class SourceController {
  private final Database database;
  private final Sources sources;

  SourceController(Database database, Sources sources) {
    this.database = database;
    this.sources = sources;
  }

  @Serdeable
  record Listed(String name, String type, @Nullable String url, String created) {}

  @Serdeable
  record Listing(List<Listed> sources) {}

  @Serdeable
  record Named(int id, String name, String type) {}

  @Get("/__api__/sources")
  Listing list() {
    return new Listing(all().stream().map(SourceController::listed).toList());
  }

  @Get("/internal/sources/{name}")
  HttpResponse<?> named(HttpRequest<?> request, String name) {
    Optional<Source> source = database.read(connection -> sources.named(connection, name));
    return source.isPresent()
        ? HttpResponse.ok(
            new Named(source.get().id(), source.get().name(), source.get().type().wire()))
        : Refusals.of(
            request,
            HttpStatus.NOT_FOUND,
            "source '%s' does not exist; existing: %s"
                .formatted(
                    name, all().stream().map(Source::name).collect(Collectors.joining(", "))));
  }

  private List<Source> all() {
    return database.read(sources::all);
  }

  private static Listed listed(Source source) {
    return new Listed(
        source.name(),
        source.type().wire(),
        source.upstream().map(Upstream::toString).orElse(null),
        source.created().toString());
  }
}
