package dev.larder.index.packages;

import dev.larder.index.access.RequestContext;
import dev.larder.index.access.Scoped;
import dev.larder.index.change.Answers;
import dev.larder.index.packages.PackageList.PackageCount;
import dev.larder.index.snapshot.SnapshotName;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The packages of repositories and of sources. */
@Controller("/__api__/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Scoped
final class PackageListController {
  private final PackageList packages;

  PackageListController(PackageList packages) {
    this.packages = packages;
  }

  /**
   * Lists the packages that a repository shows at a snapshot, those of a name first, then those
   * that begin so, then those that have it further in, then those whose summary has it.
   */
  @Get("/repos/{name}/packages")
  HttpResponse<PackagePage> packagesOfRepository(
      HttpRequest<?> request,
      String name,
      @QueryValue(defaultValue = "") String search,
      @QueryValue(defaultValue = "part") String match,
      @QueryValue(defaultValue = SnapshotName.LATEST) String snapshot,
      @QueryValue(defaultValue = "") String after,
      @QueryValue(defaultValue = "100") int limit) {
    return Answers.of(
        request,
        packages.ofRepository(
            RequestContext.of(request), name, snapshot, Search.of(search, match), after, limit));
  }

  /**
   * Counts the packages that a repository shows at a snapshot: up to 10,000, unless all of them are
   * wanted.
   */
  @Get("/repos/{name}/packages/count")
  HttpResponse<PackageCount> countOfRepository(
      HttpRequest<?> request,
      String name,
      @QueryValue(defaultValue = "") String search,
      @QueryValue(defaultValue = "part") String match,
      @QueryValue(defaultValue = SnapshotName.LATEST) String snapshot,
      @QueryValue(defaultValue = "false") boolean exact) {
    return Answers.of(
        request,
        packages.countOfRepository(
            RequestContext.of(request), name, snapshot, Search.of(search, match), exact));
  }

  /**
   * Lists the packages that a source has now, those of a name first, then those that begin so, then
   * those that have it further in, then those whose summary has it.
   */
  @Get("/sources/{name}/packages")
  HttpResponse<PackagePage> packagesOfSource(
      HttpRequest<?> request,
      String name,
      @QueryValue(defaultValue = "") String search,
      @QueryValue(defaultValue = "part") String match,
      @QueryValue(defaultValue = "") String after,
      @QueryValue(defaultValue = "100") int limit) {
    return Answers.of(
        request,
        packages.ofSource(
            RequestContext.of(request), name, Search.of(search, match), after, limit));
  }

  /** Counts the packages that a source has now: up to 10,000, unless all of them are wanted. */
  @Get("/sources/{name}/packages/count")
  HttpResponse<PackageCount> countOfSource(
      HttpRequest<?> request,
      String name,
      @QueryValue(defaultValue = "") String search,
      @QueryValue(defaultValue = "part") String match,
      @QueryValue(defaultValue = "false") boolean exact) {
    return Answers.of(
        request,
        packages.countOfSource(RequestContext.of(request), name, Search.of(search, match), exact));
  }
}
