package dev.larder.e2e.publish;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.wheel.Hashing;
import dev.larder.e2e.wheel.Package;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Runs the clients, two at a time, and keeps what came of each cell. */
final class Matrix implements AutoCloseable {
  private static final int AT_A_TIME = 2;
  private final String url;
  private final String indexUrl;
  private final Tokens tokens;
  private final Path folder;
  private final Map<Cell, CompletableFuture<Seen>> seen = new LinkedHashMap<>();
  private final ExecutorService runners = Executors.newFixedThreadPool(AT_A_TIME);

  /**
   * What was seen of a cell.
   *
   * @param filename the file that was to be uploaded
   * @param sha256 of that file
   * @param page the project's page afterwards
   */
  record Seen(Finished finished, String filename, String sha256, String page) {}

  Matrix(String url, String indexUrl, Tokens tokens, Path folder) {
    this.url = url;
    this.indexUrl = indexUrl;
    this.tokens = tokens;
    this.folder = folder;
  }

  /** Begins with all cells; those of one row come after each other. */
  void begin(List<Cell> cells) {
    cells.forEach(cell -> seen.put(cell, new CompletableFuture<>()));
    cells.stream()
        .collect(Collectors.groupingBy(Cell::row, LinkedHashMap::new, Collectors.toList()))
        .forEach((row, outcomes) -> runners.execute(() -> run(row, outcomes)));
  }

  /** Waits for a cell. */
  Seen seen(Cell cell) {
    try {
      return seen.get(cell).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    runners.shutdownNow();
  }

  private void run(Cell.Row row, List<Cell> cells) {
    try {
      Project project = Project.built(folder, named(row, "taken"));
      for (Cell cell : cells) {
        switch (cell.outcome()) {
          case NEW, AGAIN -> run(cell, project);
          case CONFLICT -> run(cell, project.changed());
          case NO_TOKEN, NONSENSE, WRONG_SCOPE, OTHER_SOURCE, REVOKED, EXPIRED ->
              run(cell, Project.built(folder, named(row, "refused")));
        }
      }
    } catch (RuntimeException | AssertionError failed) {
      cells.forEach(cell -> seen.get(cell).completeExceptionally(failed));
    }
  }

  private static Package named(Cell.Row row, String word) {
    return Package.of(
        "%s-%s-%s-%s".formatted(word, row.source(), row.uploader().key(), row.form().key()), "1.0");
  }

  private void run(Cell cell, Project project) {
    Uploader uploader = cell.row().uploader();
    String source = cell.row().source();
    Finished finished =
        uploader.publish(
            new Attempt(
                project,
                cell.row().form(),
                url + "/upload/pypi/" + source,
                tokens.of(source, cell.outcome())));
    String filename = uploader.tool().filename(project.made());
    seen.get(cell)
        .complete(
            new Seen(
                finished,
                filename,
                Hashing.of(project.dist().resolve(filename)),
                Http.get(indexUrl + project.made().name() + "/").body()));
  }
}
