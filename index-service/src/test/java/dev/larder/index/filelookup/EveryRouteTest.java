package dev.larder.index.filelookup;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.filelookup.Route.Request;
import dev.larder.index.filelookup.Route.Target;
import io.micronaut.web.router.Router;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever hides a file hides it on every route, at every snapshot. */
class EveryRouteTest {
  /** Reads that tell administrators, or other services, what there is; none is of a repository. */
  private static final Set<String> NOT_OF_A_REPOSITORY =
      Set.of(
          "GET /health",
          "GET /internal/names",
          "GET /internal/ids",
          "GET /internal/openapi",
          "GET /internal/sources/{name}",
          "GET /internal/sync/missed",
          "GET /internal/sync/sources",
          "GET /internal/upstreams",
          "GET /__api__/v1/clock",
          "GET /__api__/v1/log",
          "GET /__api__/v1/repos",
          "GET /__api__/v1/repos/{name}",
          "GET /__api__/v1/sources",
          "GET /__api__/v1/sources/{name}",
          "GET /__api__/v1/sources/{name}/packages",
          "GET /__api__/v1/sources/{name}/packages/count",
          "GET /__api__/v1/packages/{name}",
          "GET /__api__/v1/urls",
          "GET /__api__/v1/urls/explain");

  private static final Set<String> COMMANDS =
      Set.of(
          "POST /internal/sources/{id}/files",
          "POST /internal/file/refresh",
          "POST /internal/kept/known",
          "POST /internal/log",
          "POST /internal/sync/batches",
          "POST /internal/sync/comparison",
          "POST /internal/sync/finish",
          "POST /internal/sync/forget",
          "POST /internal/sync/instant",
          "POST /__api__/v1/clock/confirm",
          "POST /__api__/v1/repos",
          "POST /__api__/v1/repos/{name}/sources",
          "POST /__api__/v1/sources",
          "POST /__api__/v1/sources/{source}/claims",
          "POST /__api__/v1/sources/{source}/releases",
          "POST /__api__/v1/sources/{source}/remove",
          "POST /__api__/v1/sources/{source}/restore",
          "POST /__api__/v1/sources/{source}/yank",
          "POST /__api__/v1/sources/{source}/unyank");

  private static final String WHEEL = "%s-1.0-py3-none-any.whl";
  private static final String SDIST = "%s-3.0.tar.gz";
  private static final String OPEN = WHEEL.formatted("open");

  private static Fixture fixture;
  private static List<Hidden> hidden;
  private static List<String> snapshots;
  private static int askedForClaimed;

  @BeforeAll
  static void open() {
    fixture = Fixture.with(Map.of("larder.look-every", "0s"));
    source("team", null);
    source("second", "https://two.example/simple/");
    repository("mirror", "pypi");
    repository("mirrors", "pypi", "second");
    repository("second-only", "second");
    repository("shelf", "private", "team");
    repository("team-only", "team");
    hidden = new ArrayList<>();
    publish("private", OPEN, "open");
    shadowed();
    claimed();
    foreign();
    neverListed();
    purged();
    quarantined();
    snapshots =
        List.of(
            "latest",
            "2021-06-01",
            fixture.query("select (now() at time zone 'utc')::date::text").getFirst(),
            instant(),
            Long.toString(fixture.serial()));
    askedForClaimed = questionsForClaimed();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static void source(String name, String url) {
    Map<String, Object> body = new HashMap<>(Map.of("name", name, "type", "local-python"));
    if (url != null) {
      body.putAll(Map.of("type", "pypi", "url", url));
    }
    fixture.done(201, "POST", "/sources", body);
  }

  private static void repository(String name, String... sources) {
    fixture.done(201, "POST", "/repos", Map.of("name", name, "sources", List.of(sources)));
  }

  private static String publish(String source, String filename, String content) {
    String project = filename.split("-")[0].replace('_', '-');
    String id = fixture.query("select id from source where name = '" + source + "'").getFirst();
    HttpResponse<String> response =
        fixture.post("/internal/sources/" + id + "/files", attested(filename, project, content));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Fixture.sha256(content);
  }

  private static Map<String, Object> attested(String filename, String project, String content) {
    Map<String, Object> upload = Fixture.upload(filename, project, content);
    upload.put("provenanceKey", upload.get("key") + ".provenance");
    return upload;
  }

  /** A mirror learns of a file now, through a repository that may show it. */
  private static String mirrored(String source, String repository, String filename) {
    String project = filename.split("-")[0].replace('_', '-');
    String sha256 = Fixture.sha256(source + filename);
    fixture.sync.answer(
        source,
        project,
        page(
            "\"1\"",
            file(filename)
                .with("sha256", sha256)
                .with("uploadTime", null)
                .with("provenance", "https://upstream.example/provenance")));
    assertThat(fixture.get("/" + repository + "/latest/simple/" + project + "/").body())
        .contains(filename);
    return sha256;
  }

  private static String instant() {
    return fixture
        .query(
            "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        .getFirst();
  }

  private static String serial() {
    return Long.toString(fixture.serial());
  }

  private static void shadowed() {
    publish("private", SDIST.formatted("shadowed"), "mine");
    String behindLocal = mirrored("pypi", "mirror", WHEEL.formatted("shadowed"));
    hide(
        Hidden.file(
            "shadowed by a local source", "main", WHEEL.formatted("shadowed"), behindLocal));

    publish("private", SDIST.formatted("doubled"), "mine");
    String local = publish("team", WHEEL.formatted("doubled"), "theirs");
    hide(Hidden.file("shadowed by a local source", "shelf", WHEEL.formatted("doubled"), local));

    mirrored("pypi", "mirror", SDIST.formatted("twice"));
    String behindMirror = mirrored("second", "second-only", WHEEL.formatted("twice"));
    hide(Hidden.file("shadowed by a mirror", "mirrors", WHEEL.formatted("twice"), behindMirror));

    publish("private", WHEEL.formatted("both"), "both: mine");
    String other = publish("team", WHEEL.formatted("both"), "both: theirs");
    hide(Hidden.file("of another source", "shelf", WHEEL.formatted("both"), other).butForItsName());
  }

  private static void claimed() {
    String mirrored = mirrored("pypi", "mirror", WHEEL.formatted("corp_tool"));
    String local = publish("team", WHEEL.formatted("corp_wares"), "wares");
    String fresh = WHEEL.formatted("corp_fresh");
    fixture.sync.answer("pypi", "corp-fresh", page("\"1\"", file(fresh)));
    fixture.sync.answer("second", "corp-fresh", page("\"1\"", file(fresh)));
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "Corp_*"));
    for (String repository : List.of("main", "mirror", "mirrors")) {
      hide(
          Hidden.file("claimed since", repository, WHEEL.formatted("corp_tool"), mirrored)
              .withItsProject());
      hide(
          Hidden.file("claimed before anybody asked", repository, fresh, Fixture.sha256(fresh))
              .withItsProject());
    }
    hide(
        Hidden.file("claimed by an earlier source", "shelf", WHEEL.formatted("corp_wares"), local)
            .withItsProject());
  }

  private static void foreign() {
    String foreign = publish("team", WHEEL.formatted("foreign"), "foreign");
    String second = mirrored("second", "second-only", WHEEL.formatted("distant"));
    hide(
        Hidden.file("of a foreign repository", "main", WHEEL.formatted("foreign"), foreign)
            .withItsProject());
    hide(
        Hidden.file("of a foreign repository", "mirror", WHEEL.formatted("foreign"), foreign)
            .withItsProject());
    hide(
        Hidden.file("of a foreign repository", "shelf", WHEEL.formatted("distant"), second)
            .withItsProject());
    hide(
        Hidden.file("of a foreign repository", "main", WHEEL.formatted("distant"), second)
            .withItsProject());
  }

  private static void neverListed() {
    String never = WHEEL.formatted("never");
    fixture.sync.answer("pypi", "host", page("\"1\"", file(WHEEL.formatted("host")), file(never)));
    assertThat(fixture.get("/simple/host/").body()).contains(WHEEL.formatted("host"));
    hide(Hidden.file("never listed", "main", never, Fixture.sha256(never)).withItsProject());
    hide(Hidden.file("never listed", "shelf", never, Fixture.sha256(never)).withItsProject());
    hide(
        new Hidden(
            "of another project than the page's",
            "main",
            "host",
            "1.0",
            never,
            Fixture.sha256(never),
            List.of(never, Fixture.sha256(never)),
            false,
            List.of()));
  }

  private static void purged() {
    String gone = publish("private", WHEEL.formatted("gone"), "gone");
    String listed = serial();
    remove("gone", false);
    String removed = serial();
    remove("gone", true);
    for (String repository : List.of("main", "shelf")) {
      hide(
          Hidden.file("removed and purged", repository, WHEEL.formatted("gone"), gone)
              .at(List.of(listed, removed, serial())));
    }
  }

  private static void remove(String project, boolean purge) {
    fixture.done(
        200,
        "POST",
        "/sources/private/remove",
        Map.of("package", project, "scope", "@all", "purge", purge));
  }

  private static void quarantined() {
    String sick = publish("private", WHEEL.formatted("sick"), "sick");
    fixture.done(200, "PATCH", "/sources/private/projects/sick", Map.of("status", "quarantined"));
    for (String repository : List.of("main", "shelf")) {
      hide(
          Hidden.file("of a quarantined project", repository, WHEEL.formatted("sick"), sick)
              .at(List.of(serial())));
    }
    String ill = WHEEL.formatted("ill");
    Map<String, Object> quarantined = new HashMap<>(page("\"1\"", file(ill)));
    quarantined.put("status", "quarantined");
    fixture.sync.answer("pypi", "ill", quarantined);
    assertThat(fixture.get("/simple/ill/").statusCode()).isEqualTo(200);
    hide(Hidden.file("of an upstream's quarantined project", "main", ill, Fixture.sha256(ill)));
  }

  private static void hide(Hidden file) {
    hidden.add(file);
  }

  static List<Hidden> hidden() {
    return hidden;
  }

  private static HttpResponse<String> ask(Request request) {
    return switch (request.method()) {
      case "GET" -> fixture.get(request.path(), "Accept", request.accept());
      case "HEAD" -> fixture.head(request.path(), "Accept", request.accept());
      default -> fixture.postXml(request.path(), request.body());
    };
  }

  private static Stream<String> templates() {
    return fixture
        .bean(Router.class)
        .uriRoutes()
        .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate());
  }

  @Test
  void everyRouteThatReadsIsWalked() {
    Set<String> unwalked =
        templates()
            .map(route -> route.replaceFirst("^HEAD ", "GET "))
            .filter(route -> route.startsWith("GET ") || route.startsWith("POST "))
            .collect(Collectors.toCollection(TreeSet::new));
    Arrays.stream(Route.values())
        .flatMap(route -> route.templates().stream())
        .forEach(template -> unwalked.removeAll(Set.of("GET " + template, "POST " + template)));
    unwalked.removeAll(NOT_OF_A_REPOSITORY);
    unwalked.removeAll(COMMANDS);
    assertThat(unwalked).as("routes to add to Route, or to name as no repository's").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void noRouteLeaksIt(Hidden file) {
    for (String snapshot :
        Stream.concat(snapshots.stream(), file.snapshots().stream()).distinct().toList()) {
      Arrays.stream(Route.values()).forEach(route -> assertHidden(file, route, snapshot));
    }
    assertThat(questionsForClaimed()).as("what upstreams were asked").isEqualTo(askedForClaimed);
    assertThat(fixture.blob.questions())
        .as("what blob-service was asked")
        .noneMatch(
            question ->
                question.path().contains("/" + file.repository() + "/")
                    && question.path().contains(file.key()));
  }

  private static void assertHidden(Hidden file, Route route, String snapshot) {
    List<Request> requests = route.requests(file.target(snapshot));
    List<Request> unheardOf = route.requests(file.unheardOf(snapshot));
    for (int i = 0; i < requests.size(); i++) {
      HttpResponse<String> response = ask(requests.get(i));
      String answer = answer(response);
      String what = requests.get(i) + " → " + answer;
      if (route == Route.FILE) {
        assertThat(response.statusCode()).as(what).isEqualTo(404);
        assertThat(answer).as(what).doesNotContain(file.key());
      } else {
        assertThat(file.secrets()).as(what).noneMatch(answer::contains);
      }
      if (route.asksForAProject() && (file.unknown() || route == Route.FILE)) {
        assertThat(masked(answer, file.target(snapshot)))
            .as(what)
            .isEqualTo(masked(answer(ask(unheardOf.get(i))), file.unheardOf(snapshot)));
      } else if (file.unknown()) {
        assertThat(answer).as(what).doesNotContain(file.project());
      }
    }
  }

  private static String answer(HttpResponse<String> response) {
    return Stream.of("Content-Type", "Location", "Cache-Control", "X-PyPI-Last-Serial")
        .map(header -> header + ": " + response.headers().allValues(header))
        .collect(Collectors.joining("\n", response.statusCode() + "\n", "\n" + response.body()));
  }

  private static String masked(String answer, Target target) {
    return answer.replace(target.filename(), "FILE").replace(target.project(), "PROJECT");
  }

  private static int questionsForClaimed() {
    return Stream.of("pypi", "second")
        .flatMap(
            source ->
                Stream.of("corp-tool", "corp-fresh", "corp-wares")
                    .map(project -> fixture.sync.questions(source, project).size()))
        .mapToInt(Integer::intValue)
        .sum();
  }

  @Test
  void whatIsNotHiddenIsThereOnEveryRoute() {
    for (String snapshot : List.of("latest", snapshots.get(3), snapshots.get(4))) {
      Target target =
          new Target("shelf", false, snapshot, "open", "1.0", OPEN, Fixture.sha256("open"));
      Arrays.stream(Route.values())
          .filter(route -> route != Route.XML_SERIAL)
          .forEach(
              route -> {
                Request first = route.requests(target).getFirst();
                HttpResponse<String> response = ask(first);
                String what = first + " → " + answer(response);
                assertThat(response.statusCode())
                    .as(what)
                    .isEqualTo(route == Route.INTEGRITY ? 302 : 200);
                assertThat(answer(response))
                    .as(what)
                    .contains(
                        switch (route) {
                          case ROOT_HTML, ROOT_JSON, XML_NAMES, PACKAGES, PACKAGES_BY_PREFIX ->
                              "open";
                          case PROJECT_HTML,
                              PROJECT_JSON,
                              PYPI_PROJECT,
                              PYPI_RELEASE,
                              XML_CHANGES,
                              FILE,
                              INTEGRITY ->
                              OPEN;
                          case PACKAGES_COUNT -> "1";
                          case XML_SERIAL -> "";
                        });
              });
    }
    assertThat(questionsForClaimed()).isEqualTo(1);
  }
}
