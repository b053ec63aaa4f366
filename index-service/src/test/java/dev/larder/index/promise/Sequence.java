package dev.larder.index.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.FakeSync;
import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import dev.larder.index.promise.Model.Life;
import dev.larder.index.promise.Model.Listed;
import dev.larder.index.promise.Model.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One random sequence of what may happen to a repository of its own, with reads of random snapshots
 * between. Each answer is compared with the model's, and read again at the end.
 */
final class Sequence {
  private static final int STEPS = 16;
  private static final List<String> VERSIONS = List.of("1.0", "2.0", "3.0");

  private final Server server;
  private final int number;
  private final Random random;
  private final Model model;
  private final Readings readings;
  private final String repository;
  private final List<String> projects;
  private final List<Source> sources = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final Map<String, Optional<List<Listed>>> upstreams = new HashMap<>();

  Sequence(Server server, int number, long seed) {
    this.server = server;
    this.number = number;
    this.random = new Random(seed);
    this.repository = "r" + number + "x";
    this.projects = List.of("s" + number + "-a", "s" + number + "-b");
    Map<String, Object> made =
        server.call("POST", "/__api__/v1/repos", Map.of("name", repository, "sources", List.of()));
    this.model = new Model(Instant.parse((String) made.get("created")));
    this.readings = new Readings(server, model, repository, story);
    readings.note(server.newestOfRepository(repository));
    sources.add(source("l", true));
    if (random.nextBoolean()) {
      sources.add(source("k", true));
    }
    if (random.nextInt(4) > 0) {
      sources.add(source("m", false));
    }
    if (random.nextInt(3) == 0) {
      sources.add(source("n", false));
    }
    reorder();
  }

  void run() {
    try {
      for (int step = 0; step < STEPS; step++) {
        act();
      }
      readings.again();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "Sequence %d:%n%s%n%s"
              .formatted(number, String.join(System.lineSeparator(), story), e.getMessage()),
          e);
    }
  }

  private void act() {
    switch (random.nextInt(16)) {
      case 0, 1 -> upload();
      case 2 -> yank();
      case 3 -> remove();
      case 4 -> restore();
      case 5 -> reorder();
      case 6, 7, 8 -> upstreamChanges();
      case 9 -> readings.lateLook(random, sources, projects);
      case 10 -> claim();
      case 11 -> release();
      default -> readings.read(random, one(projects), upstreams);
    }
  }

  private Source source(String letter, boolean local) {
    String name = letter + number + "x";
    Map<String, Object> body = new HashMap<>(Map.of("name", name));
    body.put("type", local ? "local-python" : "pypi");
    if (!local) {
      body.put("url", "https://" + name + ".example/simple/");
    }
    server.call("POST", "/__api__/v1/sources", body);
    Map<String, Object> named = server.call("GET", "/internal/sources/" + name, null);
    Source source = new Source(((Number) named.get("id")).intValue(), name, local);
    if (!local) {
      for (String project : projects) {
        upstreams.put(name + project, Optional.empty());
        server.fixture.sync.answerBy(name, project, question -> asked(source, project));
      }
    }
    return source;
  }

  private Object asked(Source source, String project) {
    Optional<List<Listed>> listing = upstreams.get(source.name() + project);
    readings.seen(source, project, listing);
    return listing
        .<Object>map(
            files ->
                FakeSync.page(
                    "\"" + files.hashCode() + "-" + System.nanoTime() + "\"",
                    files.stream().map(Sequence::listedFile).toArray(ListedFiles[]::new)))
        .orElseGet(FakeSync::missing);
  }

  private static ListedFiles listedFile(Listed file) {
    return ListedFiles.file(file.filename())
        .with("sha256", file.sha256())
        .with("yanked", file.yanked())
        .with("uploadTime", file.uploaded().toString());
  }

  private void upload() {
    Source source = one(sources.stream().filter(Source::local).toList());
    String project = one(projects);
    String filename = filename(project);
    String content = random.nextBoolean() ? "x" : "y";
    boolean used = model.wasUsed(source, filename);
    tell("upload %s %s to %s", filename, content, source.name());
    Server.Answer answer = server.publish(source.id(), Fixture.upload(filename, project, content));
    if (used) {
      boolean same =
          model
              .living(source, project, filename)
              .filter(life -> life.sha256.equals(Fixture.sha256(content)))
              .isPresent();
      assertThat(answer.status()).isEqualTo(same ? 200 : 409);
      return;
    }
    if (model.isClaimedElsewhere(source, project) && !model.owns(source, project)) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      return;
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Instant instant = readings.note(serial(Fixture.parse(answer.body())));
    model.begins(new Life(source, project, filename, Fixture.sha256(content), instant, false));
  }

  private void yank() {
    Optional<Life> life = anyLocal(true);
    if (life.isEmpty()) {
      return;
    }
    boolean yanked = life.get().said.getLast().yanked().equals(false);
    String reason = random.nextBoolean() ? "broken" : "";
    Map<String, Object> body = new HashMap<>(content(life.get()));
    if (yanked) {
      body.put("reason", reason);
    }
    tell("%s %s in %s", yanked ? "yank" : "unyank", life.get().filename, life.get().source.name());
    Map<String, Object> done = content(life.get(), yanked ? "yank" : "unyank", body);
    Object now = yanked ? reason.isEmpty() ? true : reason : false;
    life.get().said.add(new Model.Said(readings.note(serial(done)), now));
  }

  private void remove() {
    Optional<Life> life = anyLocal(true);
    if (life.isEmpty()) {
      return;
    }
    boolean purge = random.nextInt(4) == 0;
    Map<String, Object> body = new HashMap<>(content(life.get()));
    body.put("purge", purge);
    tell("remove %s purge %s", life.get().filename, purge);
    Instant instant = readings.note(serial(content(life.get(), "remove", body)));
    life.get().to = instant;
    if (purge) {
      model.lives.stream()
          .filter(each -> each.source.equals(life.get().source))
          .filter(each -> each.filename.equals(life.get().filename))
          .forEach(each -> each.purged = true);
      readings.override(life.get().project);
    }
  }

  private void restore() {
    Optional<Life> life = anyLocal(false);
    if (life.isEmpty()
        || life.get().purged
        || model.living(life.get().source, life.get().project, life.get().filename).isPresent()) {
      return;
    }
    tell("restore %s", life.get().filename);
    Instant instant = readings.note(serial(content(life.get(), "restore", content(life.get()))));
    Life old = life.get();
    model.begins(
        new Life(
            old.source,
            old.project,
            old.filename,
            old.sha256,
            instant,
            old.said.getLast().yanked()));
  }

  private Map<String, Object> content(Life life) {
    return Map.of("package", life.project, "scope", "@" + life.filename);
  }

  private Map<String, Object> content(Life life, String verb, Map<String, Object> body) {
    return server.call("POST", "/__api__/v1/sources/" + life.source.name() + "/" + verb, body);
  }

  private void reorder() {
    List<Source> order = new ArrayList<>(sources);
    Collections.shuffle(order, random);
    order = List.copyOf(order.subList(0, random.nextInt(order.size() + 1)));
    tell("order %s", order.stream().map(Source::name).toList());
    String path = "/__api__/v1/repos/" + repository + "/sources";
    for (Source gone : model.order()) {
      if (!order.contains(gone)) {
        server.call("DELETE", path + "/" + gone.name(), null);
        List<Source> left = new ArrayList<>(model.order());
        left.remove(gone);
        ordered(left);
      }
    }
    for (Source come : order) {
      if (!model.order().contains(come)) {
        server.call("POST", path, Map.of("source", come.name()));
        List<Source> more = new ArrayList<>(model.order());
        more.add(come);
        ordered(more);
      }
    }
    if (!model.order().equals(order)) {
      server.call("PUT", path, Map.of("sources", order.stream().map(Source::name).toList()));
      ordered(order);
    }
  }

  private void ordered(List<Source> order) {
    model.order(readings.note(server.newestOfRepository(repository)), order);
  }

  private void upstreamChanges() {
    List<Source> mirrors = sources.stream().filter(source -> !source.local()).toList();
    if (mirrors.isEmpty()) {
      return;
    }
    Source mirror = one(mirrors);
    String project = one(projects);
    String key = mirror.name() + project;
    List<Listed> files = new ArrayList<>(upstreams.get(key).orElse(List.of()));
    int change = random.nextInt(6);
    if (change == 0 && random.nextBoolean()) {
      upstreams.put(key, Optional.empty());
      tell("upstream %s has no %s", mirror.name(), project);
      return;
    }
    if (change == 1 && !files.isEmpty()) {
      files.remove(random.nextInt(files.size()));
    } else if (change == 2 && !files.isEmpty()) {
      Listed file = files.remove(random.nextInt(files.size()));
      files.add(new Listed(file.filename(), file.sha256(), file.uploaded(), !file.yanked()));
    } else {
      String filename = filename(project);
      files.removeIf(file -> file.filename().equals(filename));
      files.add(
          new Listed(
              filename, Fixture.sha256(key + filename + random.nextInt(2)), uploadTime(), false));
    }
    upstreams.put(key, Optional.of(List.copyOf(files)));
    tell("upstream %s lists %s", mirror.name(), files);
  }

  /** Long ago, just now, or wrong: soon. */
  private Instant uploadTime() {
    Instant now = server.now();
    Instant time =
        switch (random.nextInt(4)) {
          case 0 -> Instant.parse("2018-05-01T00:00:00Z").plusSeconds(random.nextInt(100_000_000));
          case 1 -> now.minusMillis(random.nextInt(300));
          case 2 -> now.plusSeconds(3600);
          default -> now;
        };
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private void claim() {
    String project = one(projects);
    String pattern =
        random.nextBoolean() ? project : project.substring(0, project.length() - 1) + "*";
    if (random.nextInt(3) > 0 && model.claims.isEmpty()) {
      Source source = one(sources);
      tell("claim %s for %s", pattern, source.name());
      server.call(
          "POST", "/__api__/v1/sources/" + source.name() + "/claims", Map.of("name", pattern));
      model.claims.add(new Model.Claim(source, pattern));
      projects.forEach(readings::override);
    } else if (!model.claims.isEmpty()) {
      Model.Claim claim = model.claims.removeLast();
      tell("release claim %s of %s", claim.pattern(), claim.source().name());
      server.call(
          "POST",
          "/__api__/v1/sources/" + claim.source().name() + "/releases",
          Map.of("name", claim.pattern()));
      projects.forEach(readings::override);
    }
  }

  private void release() {
    Source source = one(sources);
    String project = one(projects);
    boolean claimed = model.claims.stream().anyMatch(claim -> claim.pattern().equals(project));
    if (model.owns(source, project) && model.living(source, project).isEmpty() && !claimed) {
      tell("release %s of %s", project, source.name());
      server.call(
          "POST", "/__api__/v1/sources/" + source.name() + "/releases", Map.of("name", project));
      model.release(source, project, readings.note(server.newestOfSource(source.id())));
    }
  }

  private Optional<Life> anyLocal(boolean living) {
    List<Life> lives =
        model.lives.stream()
            .filter(life -> life.source.local() && !life.purged && life.lives() == living)
            .toList();
    return lives.isEmpty() ? Optional.empty() : Optional.of(one(lives));
  }

  private String filename(String project) {
    return project.replace('-', '_') + "-" + one(VERSIONS) + ".tar.gz";
  }

  private static long serial(Map<String, Object> body) {
    return ((Number) body.get("serial")).longValue();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void tell(String format, Object... values) {
    story.add(format.formatted(values));
  }
}
