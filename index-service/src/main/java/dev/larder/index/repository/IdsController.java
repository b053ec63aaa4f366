package dev.larder.index.repository;

import dev.larder.index.database.Database;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ids that tokens carry, for other services. */
@Controller("/internal")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IdsController {
  private final Database database;
  private final Sources sources;
  private final Repositories repositories;

  IdsController(Database database, Sources sources, Repositories repositories) {
    this.database = database;
    this.sources = sources;
    this.repositories = repositories;
  }

  @Serdeable
  record Ids(Map<String, Integer> sources, Map<String, Integer> repos) {}

  @Serdeable
  record Names(Map<String, String> sources, Map<String, String> repos) {}

  private record All(Map<String, Integer> sources, Map<String, Integer> repos) {}

  @Get("/names")
  Names names() {
    All all = all();
    return new Names(inverted(all.sources()), inverted(all.repos()));
  }

  @Get("/ids")
  HttpResponse<?> ids(
      HttpRequest<?> request,
      @QueryValue(value = "sources", defaultValue = "") String sourceNames,
      @QueryValue(value = "repos", defaultValue = "") String repoNames) {
    All all = all();
    Optional<String> missing =
        missing("source", sourceNames, all.sources())
            .or(() -> missing("repository", repoNames, all.repos()));
    return missing.isPresent()
        ? Refusals.of(request, HttpStatus.NOT_FOUND, missing.get())
        : HttpResponse.ok(
            new Ids(chosen(sourceNames, all.sources()), chosen(repoNames, all.repos())));
  }

  private All all() {
    return database.read(
        () ->
            new All(
                byName(sources.all(), Source::name, Source::id),
                byName(repositories.all(), Repository::name, Repository::id)));
  }

  private static <T> Map<String, Integer> byName(
      List<T> all, Function<T, String> name, Function<T, Integer> id) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    all.forEach(each -> ids.put(name.apply(each), id.apply(each)));
    return ids;
  }

  private static Optional<String> missing(
      String what, String names, Map<String, Integer> existing) {
    return split(names).stream()
        .filter(name -> !existing.containsKey(name))
        .findFirst()
        .map(
            name ->
                "%s '%s' does not exist; existing: %s"
                    .formatted(what, name, String.join(", ", existing.keySet())));
  }

  private static Map<String, Integer> chosen(String names, Map<String, Integer> existing) {
    Map<String, Integer> chosen = new LinkedHashMap<>();
    split(names).forEach(name -> chosen.put(name, existing.get(name)));
    return chosen;
  }

  private static Map<String, String> inverted(Map<String, Integer> ids) {
    return ids.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getValue().toString(),
                Map.Entry::getKey,
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private static List<String> split(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }
}
