package dev.larder.index.packages;

import dev.larder.index.access.RequestContext;
import dev.larder.index.access.Scoped;
import dev.larder.index.change.Answers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Packages. */
@Controller("/__api__/v1/packages")
@ExecuteOn(TaskExecutors.BLOCKING)
@Scoped
final class PackageInfoController {
  private final PackageInfo info;

  PackageInfoController(PackageInfo info) {
    this.info = info;
  }

  /** Shows what is known of a package, and which repositories show it. */
  @Get("/{name}")
  HttpResponse<PackageInfo.FoundPackage> packageInfo(HttpRequest<?> request, String name) {
    return Answers.of(request, info.of(RequestContext.of(request).caller(), name));
  }
}
