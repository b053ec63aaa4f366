package dev.larder.blob.fill;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A whole file passed through without disk. The last 64 KiB are withheld until it is known to be
 * right; small files give nothing before.
 */
public final class PassThrough implements Chunks {
  private static final int BUFFER = 16 << 10;

  private final Wanted wanted;
  private final Origin origin;
  private final Origin.Opened opened;
  private final Consumer<Filled> whole;
  private final OptionalLong length;
  private final Verification verification;
  private final Deque<byte[]> held = new ArrayDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private long heldBytes;
  private long size;
  private boolean ended;

  private PassThrough(Wanted wanted, Origin origin, Origin.Opened opened, Consumer<Filled> whole)
      throws FillFailure {
    this.wanted = wanted;
    this.origin = origin;
    this.opened = opened;
    this.whole = whole;
    this.length = wanted.length(opened);
    this.verification = new Verification(wanted.location(), origin);
    verification.announced(opened);
  }

  /**
   * Begins: when this returns, the first bytes are there, or the end is.
   *
   * @param whole told when all of it was right
   */
  static PassThrough begin(Wanted wanted, CorruptObjects corrupt, Consumer<Filled> whole)
      throws FillFailure {
    FillFailure last = null;
    for (Origin origin : wanted.origins()) {
      if (corrupt.passesOver(wanted, origin)) {
        continue;
      }
      try {
        Origin.Opened opened = origin.open().orElse(null);
        if (opened != null) {
          return begin(wanted, origin, opened, whole);
        }
      } catch (FillFailure e) {
        last = e;
      }
    }
    throw last != null ? last : Fill.missing(wanted);
  }

  private static PassThrough begin(
      Wanted wanted, Origin origin, Origin.Opened opened, Consumer<Filled> whole)
      throws FillFailure {
    try {
      PassThrough passThrough = new PassThrough(wanted, origin, opened, whole);
      passThrough.fill();
      return passThrough;
    } catch (FillFailure e) {
      closeQuietly(opened);
      throw e;
    }
  }

  private static void closeQuietly(Origin.Opened opened) {
    try {
      opened.close();
    } catch (IOException e) {
      // It failed already, and that is told.
    }
  }

  /** The file's size, when it is known. */
  public OptionalLong length() {
    return length;
  }

  @Override
  public byte[] next() throws FillFailure {
    fill();
    byte[] chunk = held.poll();
    heldBytes -= chunk == null ? 0 : chunk.length;
    return chunk;
  }

  /** Reads until the first chunk may be given away. */
  private void fill() throws FillFailure {
    while (!ended && (held.isEmpty() || heldBytes - held.peek().length < Download.WITHHELD)) {
      int read;
      try {
        read = opened.body().readNBytes(buffer, 0, buffer.length);
      } catch (IOException e) {
        throw origin.broken(e);
      }
      if (read == 0) {
        whole.accept(new Filled(wanted, origin, verification.whole(), size, false));
        ended = true;
      } else {
        verification.add(buffer, read);
        held.add(Arrays.copyOf(buffer, read));
        heldBytes += read;
        size += read;
      }
    }
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }
}
