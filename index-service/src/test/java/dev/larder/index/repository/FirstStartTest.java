package dev.larder.index.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.larder.index.House;
import dev.larder.index.source.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstStartTest {

  @Test
  void mainStandsOverPrivateAndAllUpstreamsInTheirOrder() {
    try (House house =
        House.with(
            Map.of(
                "larder.upstreams",
                "https://user:hush@One.example:8443/simple file:///srv/wheels"))) {
      Map<String, Object> sources = House.parse(house.get("/__api__/v1/sources").body());
      assertThat((List<?>) sources.get("sources"))
          .extracting("name", "type", "url")
          .containsExactly(
              tuple("private", "local-python", null),
              tuple("pypi", "pypi", "https://One.example:8443/simple/"),
              tuple("pypi-2", "pypi", "file:///srv/wheels/"));
      assertThat(house.get("/__api__/v1/sources").body()).doesNotContain("hush");
      Map<String, Object> repos = House.parse(house.get("/__api__/v1/repos").body());
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
      assertThat(house.serial()).isEqualTo(1);
    }
  }

  @Test
  void sourcesKeepTheirUpstreamsAtLaterStarts() {
    try (House house = House.open()) {
      house.restart(Map.of("larder.upstreams", "https://elsewhere.example/simple/"));
      assertThat(house.get("/__api__/v1/sources").body())
          .contains("https://upstream.example/simple/")
          .doesNotContain("elsewhere");
      assertThat(house.serial()).isEqualTo(1);
    }
  }

  @Test
  void idsAndNamesAreToldToOtherServices() {
    try (House house = House.open()) {
      assertThat(house.get("/internal/ids?sources=private,pypi&repos=main").body())
          .isEqualTo("{\"sources\":{\"private\":1,\"pypi\":2},\"repos\":{\"main\":1}}");
      assertThat(house.get("/internal/names").body())
          .isEqualTo("{\"sources\":{\"1\":\"private\",\"2\":\"pypi\"},\"repos\":{\"1\":\"main\"}}");
      assertThat(house.get("/internal/sources/pypi").body())
          .isEqualTo("{\"id\":2,\"name\":\"pypi\",\"type\":\"pypi\",\"maxFileSize\":null}");
      assertThat(House.parse(house.get("/internal/ids?repos=nix").body()))
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
