package dev.larder.blob.fill;

import dev.larder.blob.cache.OpenFile;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reader of a file that is on its way. To be closed. */
public final class Follower implements AutoCloseable {
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final Download download;
  private final long deadline;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Runnable listener;

  Follower(Download download, Duration patience) {
    this.download = download;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** How things stand for a reader. */
  public enum State {
    /** More may come. */
    COMING,
    /** All of it is there. */
    WHOLE,
    /** It failed; what was read must not pass for the file. */
    FAILED
  }

  /**
   * Waits until a byte beyond the given number of bytes may be read, or the download is over. For a
   * file's beginning it waits as long as an origin may take to give it.
   *
   * @throws FillFailure when the file can't be had, or this reader's patience is at its end
   * @throws NoRoomException when the disk has no room for it
   */
  public void awaitBeyond(long bytes) throws FillFailure, NoRoomException {
    try {
      Duration left = bytes == 0 ? FOR_EVER : Duration.ofNanos(deadline - System.nanoTime());
      if (!download.awaitReadable(bytes, left)) {
        throw FillFailure.coming();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FillFailure.unavailable("This server is shutting down.");
    }
    switch (download.ending()) {
      case null -> {}
      case Download.Ending.Whole _ -> {}
      case Download.Ending.Failed(FillFailure failure) -> throw failure;
      case Download.Ending.NoRoom _ -> throw new NoRoomException();
    }
  }

  /** As {@link #awaitBeyond}, until all of it is there; answers its size. */
  public long awaitWhole() throws FillFailure, NoRoomException {
    awaitBeyond(Long.MAX_VALUE);
    return download.readable();
  }

  /** How many bytes from the start may be read by now. */
  public long readable() {
    return download.readable();
  }

  /** The file's size as announced, or as it is once it is whole. */
  public OptionalLong length() {
    return download.length();
  }

  public State state() {
    return switch (download.ending()) {
      case null -> State.COMING;
      case Download.Ending.Whole _ -> State.WHOLE;
      case Download.Ending.Failed _, Download.Ending.NoRoom _ -> State.FAILED;
    };
  }

  /** For positional reads, until this is closed; there once a byte may be read. */
  public OpenFile file() {
    return download.file();
  }

  /** Calls this now and whenever there is more to read or the download is over, in its thread. */
  public void onProgress(Runnable call) {
    listener = call;
    download.listen(call);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (listener != null) {
        download.ignore(listener);
      }
      download.letGo();
    }
  }
}
