package dev.larder.blob.fill;

import dev.larder.blob.cache.OpenFile;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reader of a file that is on its way. To be closed. */
public final class Follower implements AutoCloseable {
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final Flight flight;
  private final long deadline;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Runnable listener;

  Follower(Flight flight, Duration patience) {
    this.flight = flight;
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
   * Waits until a byte beyond the given number of bytes may be read, or the flight is over. For a
   * file's beginning it waits as long as an origin may take to give it.
   *
   * @throws FillFailure when the file can't be had, or this reader's patience is at its end
   * @throws NoRoomException when the disk has no room for it
   */
  public void awaitBeyond(long bytes) throws FillFailure, NoRoomException {
    try {
      Duration left = bytes == 0 ? FOR_EVER : Duration.ofNanos(deadline - System.nanoTime());
      if (!flight.awaitReadable(bytes, left)) {
        throw FillFailure.coming();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FillFailure.unavailable("This server is shutting down.");
    }
    switch (flight.ending()) {
      case null -> {}
      case Flight.Ending.Whole _ -> {}
      case Flight.Ending.Failed(FillFailure failure) -> throw failure;
      case Flight.Ending.NoRoom _ -> throw new NoRoomException();
    }
  }

  /** As {@link #awaitBeyond}, until all of it is there; answers its size. */
  public long awaitWhole() throws FillFailure, NoRoomException {
    awaitBeyond(Long.MAX_VALUE);
    return flight.readable();
  }

  /** How many bytes from the start may be read by now. */
  public long readable() {
    return flight.readable();
  }

  /** The file's size as announced, or as it is once it is whole. */
  public OptionalLong length() {
    return flight.length();
  }

  public State state() {
    return switch (flight.ending()) {
      case null -> State.COMING;
      case Flight.Ending.Whole _ -> State.WHOLE;
      case Flight.Ending.Failed _, Flight.Ending.NoRoom _ -> State.FAILED;
    };
  }

  /** For positional reads, until this is closed; there once a byte may be read. */
  public OpenFile file() {
    return flight.file();
  }

  /** Calls this now and whenever there is more to read or the flight is over, in its thread. */
  public void onProgress(Runnable call) {
    listener = call;
    flight.listen(call);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (listener != null) {
        flight.ignore(listener);
      }
      flight.letGo();
    }
  }
}
