package dev.larder.index.page;

import dev.larder.index.access.RequestContext;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.RepositoryRights;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/**
 * Whether who asks may read what a URL means: to be asked before anything is said of it, also of
 * what isn't there.
 */
public final class ReadRefusals {
  private ReadRefusals() {}

  /**
   * The refusal, if it is one.
   *
   * @param name of the repository in the URL, empty for the default one
   */
  public static Optional<MutableHttpResponse<?>> refusal(
      HttpRequest<?> request, String name, SnapshotLookup.Result result) {
    Optional<Repository> repository =
        switch (result) {
          case RepositorySnapshot snapshot -> Optional.of(snapshot.repository());
          case SnapshotLookup.NotFound notFound -> notFound.meant();
        };
    return repository.flatMap(meant -> refusal(request, name, meant));
  }

  /** The same, of a repository. */
  public static Optional<MutableHttpResponse<?>> refusal(
      HttpRequest<?> request, String name, Repository repository) {
    return switch (RepositoryRights.reading(
        RequestContext.of(request).caller(), repository, name)) {
      case RepositoryRights.Granted granted -> Optional.empty();
      case RepositoryRights.Unproved(String line) ->
          Optional.of(Refusals.of(request, HttpStatus.UNAUTHORIZED, line));
      case RepositoryRights.Forbidden(String line) ->
          Optional.of(Refusals.of(request, HttpStatus.FORBIDDEN, line));
      case RepositoryRights.Unsure(String line) ->
          Optional.of(Refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, line));
    };
  }
}
