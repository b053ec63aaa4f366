package dev.larder.index.source;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Answers;
import dev.larder.index.change.Outcome;
import dev.larder.index.database.Database;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.Optional;

/** A source by its name, for other services. */
@Controller("/internal/sources")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NamedSourceController {
  private final Database database;
  private final Sources sources;

  NamedSourceController(Database database, Sources sources) {
    this.database = database;
    this.sources = sources;
  }

  @Serdeable
  record Named(int id, String name, String type, @Nullable Long maxFileSize) {}

  @Get("/{name}")
  HttpResponse<Named> named(HttpRequest<?> request, String name) {
    Outcome<Source> found =
        database.read(
            () -> {
              Optional<Source> source = sources.named(name);
              return source.isPresent()
                  ? new Outcome.Unchanged<>(source.get())
                  : new Outcome.Refused<>(sources.missing(RequestContext.of(request), name));
            });
    return Answers.of(
        request,
        found.map(
            source ->
                new Named(source.id(), source.name(), source.type().wire(), source.maxFileSize())));
  }
}
