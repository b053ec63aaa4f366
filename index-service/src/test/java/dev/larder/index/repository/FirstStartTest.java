package dev.larder.index.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.larder.index.Fixture;
import dev.larder.index.source.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstStartTest {

  @Test
  void mainStandsOverPrivateAndAllUpstreamsInTheirOrder() {
    try (Fixture fixture =
        Fixture.with(
            Map.of(
                "larder.upstreams",
                "https://user:hush@One.example:8443/simple file:///srv/wheels"))) {
      Map<String, Object> sources = Fixture.parse(fixture.get("/__api__/v1/sources").body());
      assertThat((List<?>) sources.get("sources"))
          .extracting("name", "type", "url")
          .containsExactly(
              tuple("private", "local-python", null),
              tuple("pypi", "pypi", "https://One.example:8443/simple/"),
              tuple("pypi-2", "pypi", "file:///srv/wheels/"));
      assertThat(fixture.get("/__api__/v1/sources").body()).doesNotContain("hush");
      Map<String, Object> repos = Fixture.parse(fixture.get("/__api__/v1/repos").body());
      assertThat((Map<?, ?>) ((List<?>) repos.get("repos")).getFirst())
          .hasFieldOrPropertyWithValue("name", "main")
          .hasFieldOrPropertyWithValue("type", "python")
          .hasFieldOrPropertyWithValue("default", true)
          .hasFieldOrPropertyWithValue("description", "")
          .hasFieldOrPropertyWithValue(
              "sources",
              List.of(
                  Map.of("name", "private", "type", "local-python"),
                  Map.of("name", "pypi", "type", "pypi"),
                  Map.of("name", "pypi-2", "type", "pypi")));
      assertThat(fixture.serial()).isEqualTo(1);
    }
  }

  @Test
  void sourcesKeepTheirUpstreamsAtLaterStarts() {
    try (Fixture fixture = Fixture.open()) {
      fixture.restart(Map.of("larder.upstreams", "https://elsewhere.example/simple/"));
      assertThat(fixture.get("/__api__/v1/sources").body())
          .contains("https://upstream.example/simple/")
          .doesNotContain("elsewhere");
      assertThat(fixture.serial()).isEqualTo(1);
    }
  }

  @Test
  void idsAndNamesAreToldToOtherServices() {
    try (Fixture fixture = Fixture.open()) {
      assertThat(fixture.get("/internal/ids?sources=private,pypi&repos=main").body())
          .isEqualTo("{\"sources\":{\"private\":1,\"pypi\":2},\"repos\":{\"main\":1}}");
      assertThat(fixture.get("/internal/names").body())
          .isEqualTo("{\"sources\":{\"1\":\"private\",\"2\":\"pypi\"},\"repos\":{\"1\":\"main\"}}");
      assertThat(fixture.get("/internal/sources/pypi").body())
          .isEqualTo("{\"id\":2,\"name\":\"pypi\",\"type\":\"pypi\",\"maxFileSize\":null}");
      assertThat(Fixture.parse(fixture.get("/internal/ids?repos=nix").body()))
          .containsEntry("detail", "repository 'nix' does not exist; existing: main")
          .containsEntry("status", 404);
    }
  }

  @Test
  void anUpstreamThatMakesNoSenseIsRefusedWithoutRepeatingItsPassword() {
    for (String text :
        List.of("upstream.example", "ftp://u:hush@x/", "https://u:hush@ho st/", "https:///x")) {
      assertThatThrownBy(() -> Upstream.parse("An upstream", text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("An upstream ")
          .hasMessageNotContaining("hush");
    }
  }
}
