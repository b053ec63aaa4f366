package dev.larder.index.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.file.Weight;
import dev.larder.index.look.LookMemory;
import dev.larder.index.look.Observation;
import dev.larder.index.look.Observations;
import dev.larder.index.memory.Memory;
import dev.larder.index.promise.Model.Life;
import dev.larder.index.promise.Model.Line;
import dev.larder.index.promise.Model.Listed;
import dev.larder.index.promise.Model.Source;
import dev.larder.packaging.ProjectName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was read in a sequence, and what came of it. */
final class Readings {
  private final Server server;
  private final Model model;
  private final String repository;
  private final List<String> story;
  private final List<Long> serials = new ArrayList<>();
  private final List<Instant> instants = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();
  private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();

  /** An upstream's answer, as it was when the upstream was asked. */
  private record Seen(Source source, String project, Optional<List<Listed>> listing) {}

  private static final class Given {
    final String path;
    final String project;
    final Instant instant;
    final Server.Answer answer;
    boolean overridden;

    Given(String path, String project, Instant instant, Server.Answer answer) {
      this.path = path;
      this.project = project;
      this.instant = instant;
      this.answer = answer;
    }
  }

  Readings(Server server, Model model, String repository, List<String> story) {
    this.server = server;
    this.model = model;
    this.repository = repository;
    this.story = story;
  }

  /** Remembers a change as something to read at; gives its instant. */
  Instant note(long serial) {
    Instant instant = server.instant(serial);
    serials.add(serial);
    instants.add(instant);
    return instant;
  }

  void seen(Source source, String project, Optional<List<Listed>> listing) {
    seen.add(new Seen(source, project, listing));
  }

  /** What was answered about a project so far may be answered otherwise from now on. */
  void override(String project) {
    given.stream()
        .filter(each -> each.project.equals(project))
        .forEach(each -> each.overridden = true);
  }

  void read(Random random, String project, Map<String, Optional<List<Listed>>> upstreams) {
    String snapshot = snapshot(random);
    Instant instant = instant(snapshot);
    model.asked(instant);
    String path = "/%s/%s/simple/%s/".formatted(repository, snapshot, project);
    Server.Answer answer = server.get(path);
    learn();
    story.add("read %s: %s".formatted(path, answer));
    compare(project, instant, answer);
    // Without a source there is no snapshot yet that could be answered for ever.
    if (!snapshot.equals("latest") && !answer.body().contains("has no sources")) {
      given.add(new Given(path, project, instant, answer));
    }
  }

  private String snapshot(Random random) {
    Instant somewhen = instants.get(random.nextInt(instants.size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> "latest";
      case 2 -> Long.toString(serials.get(random.nextInt(serials.size())));
      case 3 -> somewhen.toString();
      case 4 -> somewhen.minusNanos(1_000).toString();
      case 5 -> server.now().toString();
      case 6 -> LocalDate.ofInstant(somewhen, ZoneOffset.UTC).toString();
      default ->
          model.lives.isEmpty()
              ? "2019-03-01"
              : model.lives.get(random.nextInt(model.lives.size())).from.toString();
    };
  }

  private Instant instant(String snapshot) {
    if (snapshot.equals("latest")) {
      return Model.EVER.minusNanos(1);
    }
    if (snapshot.matches("\\d+")) {
      return server.instant(Long.parseLong(snapshot));
    }
    return snapshot.length() == 10
        ? LocalDate.parse(snapshot).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(snapshot);
  }

  /** Tells the model what the looks taught that a reading caused. */
  private void learn() {
    for (Seen look = seen.poll(); look != null; look = seen.poll()) {
      learn(look, server.lookedAt(look.source().id(), look.project()));
    }
  }

  private void learn(Seen look, Instant lookedAt) {
    Optional<Instant> change =
        server.newest(look.source().id(), look.project()).map(server::instant);
    story.add(
        "look at %s in %s at %s: %s"
            .formatted(look.project(), look.source().name(), lookedAt, look.listing()));
    model.look(look.source(), look.project(), lookedAt, look.listing(), change.orElse(null));
  }

  /** A look whose answer comes late, or is older than what is known already. */
  void lateLook(Random random, List<Source> sources, List<String> projects) {
    List<Source> mirrors = sources.stream().filter(source -> !source.local()).toList();
    if (mirrors.isEmpty()) {
      return;
    }
    Source mirror = mirrors.get(random.nextInt(mirrors.size()));
    String project = projects.get(random.nextInt(projects.size()));
    Instant lookedAt = instants.get(random.nextInt(instants.size()));
    boolean late =
        model.lastLook(mirror, project).map(last -> !lookedAt.isAfter(last)).orElse(false);
    Observations.Outcome outcome =
        server
            .fixture
            .bean(Observations.class)
            .apply(
                server.source(mirror.id()),
                ProjectName.of(project),
                lookedAt,
                new Observation.Missing(),
                Set.of(),
                new LookMemory(server.fixture.bean(Memory.class), mirror.name(), Weight.NONE, 0));
    story.add("late look at %s in %s: %s".formatted(project, mirror.name(), outcome));
    assertThat(outcome instanceof Observations.Dropped).isEqualTo(late);
    if (!late) {
      learn(new Seen(mirror, project, Optional.empty()), lookedAt);
    }
  }

  /** Reads everything once more. */
  void again() {
    for (Given each : given) {
      Server.Answer answer = server.get(each.path);
      learn();
      if (each.overridden) {
        compare(each.project, each.instant, answer);
      } else {
        assertThat(answer).as("again " + each.path).isEqualTo(each.answer);
      }
    }
    model.lives.forEach(this::file);
  }

  private void file(Life life) {
    int status =
        server
            .get(
                "/internal/file?repo=%s&key=%s&name=%s"
                    .formatted(repository, life.sha256, life.filename))
            .status();
    assertThat(status)
        .as("file %s of %s", life.filename, life.source.name())
        .isEqualTo(model.wasListed(life) ? 200 : 404);
  }

  private void compare(String project, Instant instant, Server.Answer answer) {
    Optional<SortedMap<String, Line>> expected = model.page(project, instant);
    assertThat(answer.status())
        .as("%s at %s: %s", project, instant, answer.body())
        .isEqualTo(expected.isPresent() ? 200 : 404);
    expected.ifPresent(lines -> assertThat(lines(answer.body())).isEqualTo(lines));
  }

  @SuppressWarnings("unchecked")
  private static SortedMap<String, Line> lines(String body) {
    SortedMap<String, Line> lines = new TreeMap<>();
    for (Object each : (List<Object>) Fixture.parse(body).get("files")) {
      Map<String, Object> file = (Map<String, Object>) each;
      lines.put(
          (String) file.get("filename"),
          new Line(
              ((Map<String, String>) file.get("hashes")).get("sha256"),
              file.get("yanked"),
              Instant.parse((String) file.get("upload-time"))));
    }
    return lines;
  }
}
