package dev.larder.blob.fill;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.cache.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one download. */
final class Fill {
  private static final Logger log = LoggerFactory.getLogger(Fill.class);
  private static final int BUFFER = 64 << 10;

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
    try (DiskCache.Room reserved = room.get();
        FileChannel out =
            FileChannel.open(
                reserved.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      download.opened(OpenFile.open(reserved.path()));
      Filled filled = copy(reserved, out);
      log.info(
          "{} came whole from {}: {} bytes",
          wanted.location().filename(),
          filled.origin().label(),
          filled.size());
      download.end(new Download.Ending.Whole(filled));
      keep(reserved, out, filled);
      return Optional.of(filled);
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
  private Filled copy(DiskCache.Room room, FileChannel out) throws IOException, NoRoomException {
    FillFailure last = null;
    for (Iterator<Origin> origins = wanted.origins().iterator(); origins.hasNext(); ) {
      Origin origin = origins.next();
      if (corrupt.passesOver(wanted, origin)) {
        continue;
      }
      if (!origin.stored()) {
        await(turn);
        makeRoom(room, wanted.location().claimedBytes().orElse(0));
      }
      try (Origin.Opened opened = origin.open().orElse(null)) {
        if (opened == null) {
          continue;
        }
        out.truncate(0).position(0);
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
    download.began(length);
    byte[] buffer = new byte[BUFFER];
    long size = 0;
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
