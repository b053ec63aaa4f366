package dev.larder.sync.upstream;

import dev.larder.memory.ByteBudget;
import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.FileName;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.PackedFiles;
import dev.larder.sync.look.PageFile;
import dev.larder.sync.page.LeftOut;
import dev.larder.sync.page.Listed;
import dev.larder.sync.page.NotAPageException;
import java.io.IOException;

/**
 * Lets through what are files of one project with a link that may be followed and fields within
 * their limits; counts the rest.
 */
final class Sieve implements Listed.Sink, AutoCloseable {
  private static final int MAX_FILES = 200_000;

  /** What an upstream makes of a listed file. */
  sealed interface Target {}

  /** It is to be had there. */
  record Found(PageFile file) implements Target {}

  /** Its link may not be followed. */
  record Refused(LeftOut why) implements Target {}

  /** Finds what an upstream makes of a listed file. */
  @FunctionalInterface
  interface Targets {
    Target of(Listed file) throws IOException;
  }

  private final Look look;
  private final Targets targets;
  private final PackedFiles.Packer packer;
  private final Fingerprints names = new Fingerprints();
  private final Leavings leavings = new Leavings();

  /**
   * @param budget what is kept of the page is taken from
   */
  Sieve(Look look, ByteBudget budget, Targets targets) throws IOException {
    this.look = look;
    this.targets = targets;
    this.packer = new PackedFiles.Packer(budget, look.source());
  }

  @Override
  public void accept(Listed listed) throws IOException {
    String name = listed.filename();
    if (!FieldLimit.FILE_NAME.allows(name) || FileName.of(name, look.project()).isEmpty()) {
      leaveOut(LeftOut.NOT_OF_THIS_PROJECT, name);
      return;
    }
    if (isTooLong(listed)) {
      leaveOut(LeftOut.FIELD_TOO_LONG, name);
      return;
    }
    switch (targets.of(listed.fitted(this))) {
      case Refused(LeftOut why) -> leaveOut(why, name);
      case Found(PageFile file) -> {
        if (!names.add(name)) {
          leaveOut(LeftOut.LISTED_TWICE, name);
        } else if (names.size() > MAX_FILES) {
          throw new NotAPageException("lists more than %,d files".formatted(MAX_FILES));
        } else {
          packer.add(file);
        }
      }
    }
  }

  /** Whether it is without a meaning when one of its fields is cut. */
  private static boolean isTooLong(Listed file) {
    return !FieldLimit.URL.allows(file.link().toString())
        || file.requiresPython() != null
            && !FieldLimit.REQUIRES_PYTHON.allows(file.requiresPython());
  }

  @Override
  public void leaveOut(LeftOut why, String name) {
    leavings.add(why, name);
  }

  /** What came through. */
  PackedFiles finish() throws IOException {
    return packer.finish(leavings.all());
  }

  @Override
  public void close() {
    packer.close();
  }

  /** The file as it is listed, with another link and what became known besides. */
  static Found found(Listed file, String url, String sha256, Long size, boolean metadata) {
    return new Found(
        new PageFile(
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
            file.provenance(),
            sha256 == null ? file.hash() : null));
  }
}
