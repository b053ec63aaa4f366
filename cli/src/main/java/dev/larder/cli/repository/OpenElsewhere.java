package dev.larder.cli.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.session.Session;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warns where a token that one repository asks for is no use, since another shows the same own
 * packages to anyone.
 */
final class OpenElsewhere {
  private static final String OWN = "local-python";

  private OpenElsewhere() {}

  /** A line for each source of a changed repository that is read with and without a token now. */
  static void warn(Session session, Answer changed) {
    if (!(changed instanceof Answer.Done(int status, JsonNode repo)) || own(repo).isEmpty()) {
      return;
    }
    if (session.api().get(ApiPath.of("repos")) instanceof Answer.Done(int ok, JsonNode all)) {
      all.path("repos")
          .valueStream()
          .filter(other -> !name(other).equals(name(repo)))
          .filter(other -> needsToken(other) != needsToken(repo))
          .flatMap(other -> lines(repo, other))
          .forEach(session.console()::message);
    }
  }

  private static Stream<String> lines(JsonNode repo, JsonNode other) {
    Set<String> shared = own(repo);
    shared.retainAll(own(other));
    String open = name(needsToken(repo) ? other : repo);
    return shared.stream()
        .map(
            source ->
                needsToken(repo)
                    ? "warning: source '%s' is also in '%s', which needs no token"
                        .formatted(source, open)
                    : "warning: source '%s' is also in '%s', which needs a token; '%s' needs none"
                        .formatted(source, name(other), open));
  }

  private static Set<String> own(JsonNode repo) {
    return repo.path("sources")
        .valueStream()
        .filter(source -> source.path("type").asText().equals(OWN))
        .map(OpenElsewhere::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean needsToken(JsonNode repo) {
    return repo.path("authenticated").asBoolean();
  }

  private static String name(JsonNode thing) {
    return thing.path("name").asText();
  }
}
