package dev.larder.auth.index;

import dev.larder.auth.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What index-service knows about names: tokens carry ids, people say names. */
public interface Catalogue {

  /** The ids of these names. */
  record Ids(Map<String, String> sources, Map<String, String> repos) {

    public Ids {
      sources = sources == null ? Map.of() : sources;
      repos = repos == null ? Map.of() : repos;
    }

    /** The first of these sources and repositories that has no id here. */
    public Optional<String> missing(List<String> sourceNames, List<String> repoNames) {
      return Stream.concat(
              sourceNames.stream().filter(name -> sources.get(name) == null),
              repoNames.stream().filter(name -> repos.get(name) == null))
          .findFirst();
    }
  }

  /** The names of all ids there are now. */
  record Names(Map<String, String> sources, Map<String, String> repos) {

    public static final Names UNKNOWN = new Names(Map.of(), Map.of());
  }

  /** The ids of these sources and repositories; refused with 404 when one doesn't exist. */
  Outcome<Ids> ids(List<String> sources, List<String> repos);

  /** Names by id; {@link Names#UNKNOWN} while index-service doesn't answer. */
  Names names();
}
