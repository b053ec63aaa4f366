package dev.larder.index.batch;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import dev.larder.index.database.Database;
import dev.larder.index.file.Weight;
import dev.larder.index.look.LookAnswer;
import dev.larder.index.look.LookMemory;
import dev.larder.index.look.Observations;
import dev.larder.index.memory.Memory;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.messaging.Batch;
import dev.larder.packaging.ProjectName;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at {@code pypi}, one by one or in batches, as sync-service makes them. */
public final class BatchFixture {
  private static final ObjectMapper JSON = ObjectMapper.getDefault();

  private final Fixture fixture;
  public final UUID run = UUID.randomUUID();

  public BatchFixture(Fixture fixture) {
    this.fixture = fixture;
  }

  /** A line of a batch. */
  public static Map<String, Object> line(String project, Map<String, Object> answer) {
    Map<String, Object> line = new HashMap<>(answer);
    line.put("project", project);
    return line;
  }

  /** A page of a serial, as a line. */
  public static Map<String, Object> page(String project, Long serial, ListedFiles... files) {
    Map<String, Object> line = new HashMap<>();
    line.put("project", project);
    line.put("outcome", "page");
    line.put("etag", "\"" + serial + "\"");
    line.put("serial", serial);
    line.put("files", Stream.of(files).map(ListedFiles::map).toList());
    return line;
  }

  public Source pypi() {
    return fixture
        .bean(Database.class)
        .read(() -> fixture.bean(Sources.class).named("pypi"))
        .orElseThrow();
  }

  /** Puts a batch into the store. */
  public Batch put(Instant lookedAt, List<Map<String, Object>> lines) {
    Source pypi = pypi();
    Batch batch =
        new Batch(run, UUID.randomUUID(), pypi.id(), pypi.generation(), lookedAt, "a-request");
    fixture.store.put(
        batch.key(), lines.stream().map(BatchFixture::json).collect(Collectors.joining("\n")));
    return batch;
  }

  @SafeVarargs
  public final Batch apply(Instant lookedAt, Map<String, Object>... lines) {
    Batch batch = put(lookedAt, List.of(lines));
    fixture.bean(Batches.class).apply(batch);
    return batch;
  }

  /** The same as single looks, one after the other. */
  public void look(Instant lookedAt, List<Map<String, Object>> lines) {
    for (Map<String, Object> line : lines) {
      try {
        LookAnswer answer = JSON.readValue(json(line), Argument.of(LookAnswer.class));
        fixture
            .bean(Observations.class)
            .apply(
                pypi(),
                ProjectName.of(answer.project()),
                lookedAt,
                answer.said().orElseThrow(),
                Set.of(),
                new LookMemory(fixture.bean(Memory.class), "pypi", Weight.NONE, 0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What became of a batch that is in. */
  public Optional<AppliedBatch> applied(Batch batch) {
    return fixture
        .bean(Database.class)
        .read(() -> fixture.bean(AppliedBatches.class).findByIdIn(List.of(batch.id())))
        .stream()
        .findFirst();
  }

  private static String json(Map<String, Object> line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
