package dev.larder.sync.upstream;

import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.look.PackedFiles;
import dev.larder.sync.look.PageFile;
import dev.larder.sync.page.Listed;
import dev.larder.sync.page.NotAPageException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets through what are files of one project with a link that may be followed; counts the rest. */
final class Sieve implements Listed.Sink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sieve.class);
  private static final int MAX_FILES = 200_000;

  /** Why something was left out. */
  private enum Skip {
    NOT_OF_THIS_PROJECT,
    LINK_UNREADABLE,
    LINK_NOT_FOLLOWED,
    LISTED_TWICE
  }

  /** What an upstream makes of a listed file: empty when its link may not be followed. */
  @FunctionalInterface
  interface Target {
    Optional<PageFile> of(Listed file, FileName name) throws IOException;
  }

  private final ProjectName project;
  private final Target target;
  private final PackedFiles.Packer packer = new PackedFiles.Packer();
  private final Set<Long> names = new HashSet<>();
  private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);

  Sieve(ProjectName project, Target target) throws IOException {
    this.project = project;
    this.target = target;
  }

  @Override
  public void accept(Listed file) throws IOException {
    Optional<FileName> name = FileName.of(file.filename(), project);
    if (name.isEmpty()) {
      skip(Skip.NOT_OF_THIS_PROJECT);
      return;
    }
    Optional<PageFile> found = target.of(file, name.get());
    if (found.isEmpty()) {
      skip(Skip.LINK_NOT_FOLLOWED);
    } else if (!names.add(fingerprint(file.filename()))) {
      skip(Skip.LISTED_TWICE);
    } else if (names.size() > MAX_FILES) {
      throw new NotAPageException("lists more than %,d files".formatted(MAX_FILES));
    } else {
      packer.add(found.get());
    }
  }

  /** Of 64 bits, which takes a fraction of the name's room; 200,000 names don't collide in it. */
  private static long fingerprint(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public void unreadable() {
    skip(Skip.LINK_UNREADABLE);
  }

  private void skip(Skip reason) {
    skipped.merge(reason, 1, Integer::sum);
  }

  /** What came through. */
  PackedFiles finish() throws IOException {
    if (!skipped.isEmpty()) {
      log.info("Left out of the page of {}: {}", project, skipped);
    }
    return packer.finish();
  }

  @Override
  public void close() {
    packer.close();
  }

  /** The file as it is listed, with another link and what became known besides. */
  static PageFile pageFile(Listed file, String url, String sha256, Long size, boolean metadata) {
    return new PageFile(
        file.filename(),
        url,
        sha256,
        size,
        file.requiresPython(),
        file.yanked(),
        file.yankedReason(),
        file.uploadTime() == null ? null : file.uploadTime().toString(),
        metadata,
        metadata ? file.metadataSha256() : null,
        file.gpgSig(),
        file.provenance());
  }
}
