package dev.larder.sync.upstream;

import dev.larder.memory.ByteBudget;
import dev.larder.packaging.FileName;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.look.Upstream;
import dev.larder.sync.page.NotAPageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder: a static index ({@code {project}/index.html} or {@code index.json}, perhaps within
 * {@code simple/}), or just wheels and sdists that lie in it.
 */
final class FolderUpstream implements Upstream {
  private static final List<String> PAGES =
      List.of("index.json", "index.v1_json", "index.html", "index.v1_html");

  private final FileHashes hashes;
  private final ByteBudget budget;

  FolderUpstream(FileHashes hashes, ByteBudget budget) {
    this.hashes = hashes;
    this.budget = budget;
  }

  @Override
  public Outcome look(Look look) throws InterruptedException {
    try {
      return look.etag() != null && etag(look).equals(Optional.of(look.etag()))
          ? new Outcome.Unchanged()
          : page(look, hashes::sha256).<Outcome>map(page -> page).orElseGet(Outcome.Missing::new);
    } catch (NotAPageException e) {
      return Outcome.Failed.because(
          look, "has something for %s that %s".formatted(look.project(), e.getMessage()));
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      return Outcome.Failed.because(look, reason(e));
    }
  }

  private Optional<String> etag(Look look) throws IOException {
    Optional<Outcome.Page> page = page(look, stamp -> null);
    page.ifPresent(known -> known.files().release());
    return page.map(Outcome.Page::etag);
  }

  private Optional<Outcome.Page> page(Look look, FolderPage.Hashing hashing) throws IOException {
    Path folder = Path.of(look.url());
    FolderPage page = new FolderPage(look, folder, Fence.around(folder), hashing, budget);
    Optional<Path> index = index(look, folder);
    if (index.isPresent()) {
      return Optional.of(page.ofIndex(index.get()));
    }
    List<Path> files = files(look, folder);
    return files.isEmpty() ? Optional.empty() : Optional.of(page.ofFiles(files));
  }

  private static Optional<Path> index(Look look, Path folder) {
    String project = look.project().normalised();
    return Stream.of(folder.resolve(project), folder.resolve("simple").resolve(project))
        .flatMap(place -> PAGES.stream().map(place::resolve))
        .filter(Files::exists)
        .findFirst();
  }

  /** The project's files that lie loose in the folder, in the order of their names. */
  private static List<Path> files(Look look, Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (FileName.of(entry.getFileName().toString(), look.project()).isPresent()) {
          found.add(entry);
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "can't be read: there is no " + e.getFile();
      case NotDirectoryException e -> "can't be read: %s is no folder".formatted(e.getFile());
      case AccessDeniedException e ->
          "can't be read: access to %s is denied".formatted(e.getFile());
      default -> "can't be read: " + failure.getMessage();
    };
  }
}
