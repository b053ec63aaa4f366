package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.service.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * {@code docs/access.md} has every route, no more and no less, so that the test that asks each by
 * every role takes its list from there. A new route is written there as {@code | GET | `/path` |},
 * without statuses, which that test fills in.
 */
class AccessPageTest {
  static final Limits LIMITS =
      new Binder(new MapConfigurationPropertySource()).bindOrCreate("larder.limits", Limits.class);

  static final List<Route> ROUTES =
      Routes.all(
              new RouteLocatorBuilder(new GenericApplicationContext()),
              new RouteFilters(null, null, null, null, null, null, null),
              LIMITS)
          .getRoutes()
          .collectList()
          .block();

  /** Every method on every path of the list, as {@code GET /simple/}. */
  private static Stream<String> listed(Route route) {
    return RawPath.of(route).stream()
        .flatMap(
            path ->
                path.templates().stream()
                    .flatMap(
                        template ->
                            path.methods().stream().map(method -> method + " " + template)));
  }

  @Test
  void everyRouteStandsOnThePageAndNothingElse() throws IOException {
    Set<String> page = new TreeSet<>();
    for (String line : Files.readAllLines(page())) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 3 && cells[2].strip().startsWith("`/")) {
        String path = cells[2].strip().replace("`", "");
        for (String method : cells[1].strip().split(" ", -1)) {
          page.add(method + " " + path);
        }
      }
    }
    assertThat(page)
        .containsExactlyInAnyOrderElementsOf(
            ROUTES.stream().flatMap(AccessPageTest::listed).toList());
  }

  private static Path page() {
    Path here = Path.of("docs/access.md");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }
}
