package dev.larder.blob.fill;

import dev.larder.blob.cache.OpenFile;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One file on its way into the cache, and those who read it meanwhile. The last 64 KiB that came
 * are withheld until the file is known to be right. Thread-safe.
 */
final class Download {
  /** What isn't given away before the sha256 holds. */
  static final int WITHHELD = 64 << 10;

  /** How it ended. */
  sealed interface Ending {
    /** All bytes are there and right. */
    record Whole(Filled filled) implements Ending {}

    /** It can't be had; what was given away must be taken back by breaking the connection. */
    record Failed(FillFailure failure) implements Ending {}

    /** The disk has no room for it; nothing was given away. */
    record NoRoom() implements Ending {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private OpenFile file;
  private OptionalLong length = OptionalLong.empty();
  private long received;
  private Ending ending;
  private int holders = 1;

  /**
   * Whoever reads it. To be closed.
   *
   * @param patience how long it waits for more than the file's beginning
   */
  Follower follow(Duration patience) {
    lock.lock();
    try {
      holders++;
    } finally {
      lock.unlock();
    }
    return new Follower(this, patience);
  }

  /** Whether nobody follows it. */
  boolean abandoned() {
    lock.lock();
    try {
      return holders == 1;
    } finally {
      lock.unlock();
    }
  }

  void opened(OpenFile opened) {
    lock.lock();
    try {
      file = opened;
    } finally {
      lock.unlock();
    }
  }

  /** An origin began to give; earlier ones are forgotten. */
  void began(OptionalLong announced) {
    lock.lock();
    try {
      length = announced;
      received = 0;
    } finally {
      lock.unlock();
    }
  }

  /** More bytes are in the file. */
  void progressed(long bytes) {
    lock.lock();
    try {
      received += bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
  }

  void end(Ending how) {
    lock.lock();
    try {
      ending = how;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
  }

  /** How many bytes from the start may be given away by now. */
  long readable() {
    lock.lock();
    try {
      return switch (ending) {
        case null -> Math.max(0, received - WITHHELD);
        case Ending.Whole whole -> whole.filled().size();
        case Ending.Failed _, Ending.NoRoom _ -> 0;
      };
    } finally {
      lock.unlock();
    }
  }

  /** How it ended; null while it hasn't. */
  Ending ending() {
    lock.lock();
    try {
      return ending;
    } finally {
      lock.unlock();
    }
  }

  OptionalLong length() {
    lock.lock();
    try {
      return ending instanceof Ending.Whole(Filled filled)
          ? OptionalLong.of(filled.size())
          : length;
    } finally {
      lock.unlock();
    }
  }

  OpenFile file() {
    lock.lock();
    try {
      return file;
    } finally {
      lock.unlock();
    }
  }

  /** Whether so much may be read, or it is over, before the time is up. */
  boolean awaitReadable(long beyond, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (ending == null && received - WITHHELD <= beyond && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ending != null || received - WITHHELD > beyond;
    } finally {
      lock.unlock();
    }
  }

  void listen(Runnable listener) {
    listeners.add(listener);
    listener.run();
  }

  void ignore(Runnable listener) {
    listeners.remove(listener);
  }

  /** One holder less: a follower, or the download itself when it is over. */
  void letGo() {
    OpenFile last = null;
    lock.lock();
    try {
      if (--holders == 0) {
        last = file;
      }
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.close();
    }
  }
}
