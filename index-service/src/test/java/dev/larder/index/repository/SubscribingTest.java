package dev.larder.index.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Changes;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.source.Sources;
import dev.larder.index.type.RepositoryType;
import dev.larder.index.type.Types;
import dev.larder.service.caller.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscribingTest {
  private static final RequestContext ADMIN =
      new RequestContext(
          new Caller.Admin(Optional.empty(), Optional.empty()), Optional.empty(), Optional.empty());
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static void create(String name, String... sources) {
    fixture.done(201, "POST", "/repos", Map.of("name", name, "sources", List.of(sources)));
  }

  private static List<String> subscribe(String repository, String source) {
    return sources(
        fixture.done(200, "POST", "/repos/" + repository + "/sources", Map.of("source", source)));
  }

  @SuppressWarnings("unchecked")
  private static List<String> sources(Map<String, Object> repository) {
    return ((List<Map<String, String>>) repository.get("sources"))
        .stream().map(source -> source.get("name")).toList();
  }

  private static String lastChange() {
    return fixture
        .query(
            "select concat_ws('|', action, source, subject, tags) from change where serial = "
                + fixture.serial())
        .getFirst();
  }

  @Test
  void aNewSourceIsTheLast() {
    create("one");
    String id = fixture.query("select id from repository where name = 'one'").getFirst();
    assertThat(subscribe("one", "pypi")).containsExactly("pypi");
    assertThat(lastChange()).isEqualTo("subscribe|2|pypi|{repo:%s}".formatted(id));
    assertThat(subscribe("one", "private")).containsExactly("pypi", "private");
    assertThat(fixture.refusal("POST", "/repos/one/sources", Map.of("source", "pypi")))
        .isEqualTo("409 repository 'one' subscribes to source 'pypi' already");
    assertThat(fixture.refusal("POST", "/repos/one/sources", Map.of("source", "nix")))
        .isEqualTo("404 source 'nix' does not exist; existing: private, pypi");
    assertThat(fixture.refusal("POST", "/repos/nix/sources", Map.of("source", "pypi")))
        .startsWith("404 repository 'nix' does not exist; existing: main");
    assertThat(fixture.refusal("POST", "/repos/one/sources", Map.of("sources", "pypi")))
        .isEqualTo("400 'sources' is not known here; known: source");
  }

  @Test
  void aSourceThatIsTakenAwayGoesOnShowingInThePast() {
    create("two", "private");
    fixture.publish("kept-1.0-py3-none-any.whl", "kept", "x");
    long before = fixture.serial();
    assertThat(fixture.get("/two/latest/simple/kept/").statusCode()).isEqualTo(200);
    assertThat(sources(fixture.done(200, "DELETE", "/repos/two/sources/private", null))).isEmpty();
    assertThat(lastChange()).startsWith("unsubscribe|1|private|");
    assertThat(fixture.get("/two/latest/simple/kept/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/two/" + before + "/simple/kept/").statusCode()).isEqualTo(200);
    assertThat(fixture.refusal("DELETE", "/repos/two/sources/private", null))
        .isEqualTo(
            "404 repository 'two' does not subscribe to source 'private'; it subscribes to: none");
    assertThat(fixture.refusal("DELETE", "/repos/two/sources/nix", null))
        .isEqualTo("404 source 'nix' does not exist; existing: private, pypi");
  }

  @Test
  void theOrderChangesAndTheSameOrderTakesNoSerial() {
    create("three", "private", "pypi");
    assertThat(
            sources(
                fixture.done(
                    200,
                    "PUT",
                    "/repos/three/sources",
                    Map.of("sources", List.of("pypi", "private")))))
        .containsExactly("pypi", "private");
    assertThat(lastChange()).startsWith("reorder|pypi, private|");
    long serial = fixture.serial();
    fixture.done(200, "PUT", "/repos/three/sources", Map.of("sources", List.of("pypi", "private")));
    assertThat(fixture.serial()).isEqualTo(serial);
    for (List<String> wrong :
        List.of(
            List.of("pypi"),
            List.of("pypi", "pypi"),
            List.of("pypi", "private", "private"),
            List.of("pypi", "nix"))) {
      assertThat(fixture.refusal("PUT", "/repos/three/sources", Map.of("sources", wrong)))
          .isEqualTo(
              "400 'sources' must name all sources of repository 'three', each once: pypi,"
                  + " private");
    }
  }

  @Test
  void aSourceOfAMadeUpTypeIsRefused() {
    create("four");
    Types made = new Types(List.of(new RepositoryType("python", Set.of("cran"))), List.of());
    Subscribing subscribing =
        new Subscribing(
            fixture.bean(Changes.class),
            made,
            fixture.bean(Sources.class),
            fixture.bean(Repositories.class),
            fixture.bean(Subscriptions.class));
    assertThat(subscribing.subscribe("four", "pypi", ADMIN))
        .isEqualTo(
            new Outcome.Refused<>(
                Refusal.wrong("source type must be compatible with repository type")));
  }
}
