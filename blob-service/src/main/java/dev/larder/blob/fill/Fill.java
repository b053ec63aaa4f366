package dev.larder.blob.fill;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one download. */
final class Fill {
  private static final Logger log = LoggerFactory.getLogger(Fill.class);
  private static final int BUFFER = 64 << 10;

  /** What is smaller is had anew as quickly. */
  private static final long NOTED = 4 << 20;

  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final Wanted wanted;
  private final Download download;
  private final DiskCache cache;
  private final CorruptObjects corrupt;
  private final AbandonedDownloadPermit permit;
  private final Slots.Turn turn;
  private final Runnable finished;

  Fill(
      Wanted wanted,
      Download download,
      DiskCache cache,
      CorruptObjects corrupt,
      AbandonedDownloadPermit permit,
      Slots.Turn turn,
      Runnable finished) {
    this.wanted = wanted;
    this.download = download;
    this.cache = cache;
    this.corrupt = corrupt;
    this.permit = permit;
    this.turn = turn;
    this.finished = finished;
  }

  /** Fills the cache; the download has ended when this returns. Empty when nothing was kept. */
  Optional<Filled> run() {
    Optional<DiskCache.Room> room =
        cache.reserve(
            wanted.owner().source(),
            wanted.location().kept() != null
                ? wanted.location().claimedBytes()
                : OptionalLong.empty());
    if (room.isEmpty()) {
      return ended(new Download.Ending.NoRoom());
    }
    try (DiskCache.Room reserved = room.get()) {
      return Optional.of(run(reserved));
    } catch (FillFailure e) {
      log.warn("{}", e.getMessage());
      return ended(new Download.Ending.Failed(e));
    } catch (NoRoomException e) {
      return ended(new Download.Ending.NoRoom());
    } catch (IOException e) {
      log.error("The disk cache can't take {}: {}", wanted.location().filename(), e.toString());
      return ended(
          download.readable() == 0
              ? new Download.Ending.NoRoom()
              : new Download.Ending.Failed(
                  FillFailure.unavailable("The cache's disk failed in the middle of this file.")));
    }
  }

  private Filled run(DiskCache.Room room) throws IOException, NoRoomException {
    Optional<String> validator = goesOn() ? room.goOnWith(wanted.name()) : Optional.empty();
    try (FileChannel out = FileChannel.open(room.path(), OPTIONS)) {
      download.opened(OpenFile.open(room.path()));
      Filled filled = copy(room, out, validator);
      log.info(
          "{} came whole from {}: {} bytes",
          wanted.location().filename(),
          filled.origin().label(),
          filled.size());
      download.end(new Download.Ending.Whole(filled));
      keep(room, out, filled);
      return filled;
    }
  }

  /** Only a sha256 tells whether a beginning and a rest that came days apart are one file. */
  private boolean goesOn() {
    return wanted.location().kept() == null && wanted.location().digest().isPresent();
  }

  private Optional<Filled> ended(Download.Ending how) {
    finished.run();
    download.end(how);
    return Optional.empty();
  }

  private void keep(DiskCache.Room room, FileChannel out, Filled filled) {
    try {
      out.force(false);
      room.keep(Stream.of(wanted.name(), filled.name()).distinct().toList());
    } catch (IOException e) {
      log.warn("{} can't be kept: {}", wanted.location().filename(), e.toString());
    }
  }

  /** Tries one origin after the other as long as nothing was given away. */
  private Filled copy(DiskCache.Room room, FileChannel out, Optional<String> validator)
      throws IOException, NoRoomException {
    FillFailure last = null;
    long came = out.size();
    for (Iterator<Origin> origins = wanted.origins().iterator(); origins.hasNext(); ) {
      Origin origin = origins.next();
      if (corrupt.passesOver(wanted, origin)) {
        continue;
      }
      if (!origin.stored()) {
        await(turn);
        makeRoom(room, wanted.location().claimedBytes().orElse(0));
      }
      boolean goesOn = validator.isPresent() && !origin.stored() && out.size() == came;
      try (Origin.Opened opened =
          (goesOn ? origin.open(Math.max(0, came - BUFFER), validator.get()) : origin.open())
              .orElse(null)) {
        if (opened == null) {
          continue;
        }
        out.truncate(opened.first()).position(opened.first());
        return copy(origin, opened, room, out);
      } catch (FillFailure e) {
        if (origin.stored() && e.status() == 502) {
          corrupt.add(wanted.name());
        }
        if (download.readable() > 0 || !origins.hasNext()) {
          throw e;
        }
        log.warn("{}", e.getMessage());
        last = e;
      }
    }
    throw last != null ? last : missing(wanted);
  }

  /** Who waits holds no room that others could have. */
  private void await(Slots.Turn turn) throws FillFailure {
    try {
      if (!turn.await()) {
        throw FillFailure.tooMany(wanted.location().upstream().source());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FillFailure.unavailable("This server is shutting down.");
    }
  }

  private Filled copy(Origin origin, Origin.Opened opened, DiskCache.Room room, FileChannel out)
      throws IOException, NoRoomException {
    Verification verification = new Verification(wanted.location(), origin);
    verification.announced(opened);
    OptionalLong length = wanted.length(opened);
    makeRoom(room, length.orElse(0));
    if (goesOn() && opened.validator().isPresent() && length.orElse(0) >= NOTED) {
      note(room, opened.validator().get());
    }
    byte[] buffer = new byte[BUFFER];
    long size = opened.first();
    addBeginning(verification, room, size, buffer);
    download.began(length);
    download.progressed(size);
    for (int read = read(origin, opened, buffer); read > 0; read = read(origin, opened, buffer)) {
      verification.add(buffer, read);
      makeRoom(room, size + read);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      size += read;
      download.progressed(read);
      if (!permit.mayGoOn()) {
        throw FillFailure.unavailable("Nobody waits for this file any more.");
      }
    }
    return new Filled(wanted, origin, verification.whole(), size, corrupt.holds(wanted.name()));
  }

  private void note(DiskCache.Room room, String validator) {
    try {
      room.note(wanted.name(), validator);
    } catch (IOException e) {
      log.warn("{} can't be gone on with: {}", wanted.location().filename(), e.toString());
    }
  }

  private static void addBeginning(
      Verification verification, DiskCache.Room room, long size, byte[] buffer) throws IOException {
    try (InputStream in = Files.newInputStream(room.path())) {
      long left = size;
      while (left > 0) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
        if (read == 0) {
          throw new EOFException("The file is shorter than it was.");
        }
        verification.add(buffer, read);
        left -= read;
      }
    }
  }

  private void makeRoom(DiskCache.Room room, long bytes) throws FillFailure, NoRoomException {
    if (room.grow(bytes)) {
      return;
    }
    if (download.readable() > 0) {
      throw FillFailure.unavailable(
          "There is no room for %s, whose size nobody told."
              .formatted(wanted.location().filename()));
    }
    throw new NoRoomException();
  }

  /** Some bytes, as soon as there are any: who gives one at a time isn't waited for. */
  private static int read(Origin origin, Origin.Opened opened, byte[] buffer) throws FillFailure {
    try {
      InputStream in = opened.body();
      int read = in.read(buffer);
      while (read > 0 && read < buffer.length && in.available() > 0) {
        int more = in.read(buffer, read, buffer.length - read);
        if (more <= 0) {
          break;
        }
        read += more;
      }
      return read;
    } catch (IOException e) {
      throw origin.broken(e);
    }
  }

  static FillFailure missing(Wanted wanted) {
    return FillFailure.unavailable(
        "The bytes of %s are not where they should be; an administrator should look."
            .formatted(wanted.location().filename()));
  }
}
