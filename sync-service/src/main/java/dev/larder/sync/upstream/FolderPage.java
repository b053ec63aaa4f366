package dev.larder.sync.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.memory.ByteBudget;
import dev.larder.packaging.Digester;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.page.LeftOut;
import dev.larder.sync.page.Listed;
import dev.larder.sync.page.PageHead;
import dev.larder.sync.page.SimplePage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One look into a folder. Its etag changes with any name, size or modification time it rests on.
 */
final class FolderPage {
  /** Where a file's sha256 comes from; null where it isn't needed. */
  @FunctionalInterface
  interface Hashing {
    String sha256(FileHashes.Stamp stamp) throws IOException;
  }

  private final Look look;
  private final Path folder;
  private final Fence fence;
  private final Hashing hashing;
  private final ByteBudget budget;
  private final Digester etag = Digester.of(HashAlgorithm.SHA256);

  FolderPage(Look look, Path folder, Fence fence, Hashing hashing, ByteBudget budget) {
    this.look = look;
    this.folder = folder;
    this.fence = fence;
    this.hashing = hashing;
    this.budget = budget;
  }

  /** The project as a static index's page has it. */
  Outcome.Page ofIndex(Path index) throws IOException {
    Path real = fence.file(index).orElseThrow(() -> new AccessDeniedException(index.toString()));
    note(FileHashes.Stamp.of(real));
    String type =
        index.getFileName().toString().endsWith("json") ? "application/json" : "text/html";
    try (Sieve files = new Sieve(look, budget, this::target);
        InputStream in = Files.newInputStream(real)) {
      PageHead head = SimplePage.read(in, type, index.toUri(), files);
      return page(head, index, files);
    }
  }

  /** The project as files that lie loose make it up. */
  Outcome.Page ofFiles(List<Path> loose) throws IOException {
    try (Sieve files = new Sieve(look, budget, this::target)) {
      for (Path path : loose) {
        files.accept(listed(path));
      }
      return page(new PageHead(null, null, null), folder, files);
    }
  }

  private Outcome.Page page(PageHead head, Path place, Sieve files) throws IOException {
    return new Outcome.Page(
        "\"%s\"".formatted(etag.finish().sha256().hex()),
        head.serial(),
        head.status(),
        head.statusReason(),
        place.toUri().toString(),
        files.finish());
  }

  private static Listed listed(Path file) {
    return new Listed(
        file.getFileName().toString(),
        file.toUri(),
        null,
        null,
        null,
        false,
        null,
        null,
        false,
        null,
        null,
        null,
        null);
  }

  private Sieve.Target target(Listed file) throws IOException {
    URI link = file.link();
    return switch (link.getScheme().toLowerCase(Locale.ROOT)) {
      case "http", "https" -> elsewhere(file);
      case "file" -> {
        Optional<Path> real = fence.file(link);
        yield real.isPresent() ? here(file, real.get()) : new Sieve.Refused(LeftOut.LINK_OUTSIDE);
      }
      default -> new Sieve.Refused(LeftOut.LINK_NOT_FOLLOWED);
    };
  }

  private static Sieve.Found elsewhere(Listed file) {
    return Sieve.found(file, file.link().toString(), file.sha256(), file.size(), file.metadata());
  }

  private Sieve.Found here(Listed file, Path real) throws IOException {
    FileHashes.Stamp stamp = FileHashes.Stamp.of(real);
    note(stamp);
    Path metadata = real.resolveSibling(real.getFileName() + ".metadata");
    return Sieve.found(
        file,
        real.toUri().toString(),
        file.sha256() == null ? hashing.sha256(stamp) : file.sha256(),
        stamp.size(),
        file.metadata() && fence.file(metadata).isPresent());
  }

  private void note(FileHashes.Stamp stamp) {
    byte[] line =
        "%s\n%d\n%s\n".formatted(stamp.file(), stamp.size(), stamp.modified()).getBytes(UTF_8);
    etag.update(line, 0, line.length);
  }
}
