package dev.larder.upload.archive;

import dev.larder.packaging.FileName;
import dev.larder.packaging.SdistName;
import dev.larder.packaging.VariantsName;
import dev.larder.packaging.WheelName;
import dev.larder.upload.storage.ObjectChannel;
import dev.larder.upload.storage.ObjectStore;
import dev.larder.upload.storage.StoreAwayException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** Opens stored distribution files and checks what is in them, in bounded memory. */
@Singleton
public final class Archives {

  /** What stands for a wheel's members in memory may take 10 MB. */
  private static final int AT_ONCE = 4;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final ObjectStore store;

  Archives(ObjectStore store) {
    this.store = store;
  }

  /**
   * Checks the object, which is a file of that name.
   *
   * @param size in bytes
   */
  public Inspection inspect(String key, long size, FileName name) throws StoreAwayException {
    turns.acquireUninterruptibly();
    try {
      return open(key, size, name);
    } finally {
      turns.release();
    }
  }

  private Inspection open(String key, long size, FileName name) throws StoreAwayException {
    return switch (name) {
      case WheelName wheel -> WheelCheck.inspect(new ObjectChannel(store, key, size), wheel);
      case SdistName sdist -> {
        try (InputStream file = store.open(key)) {
          yield SdistCheck.inspect(file, size, sdist);
        } catch (StoreAwayException e) {
          throw e;
        } catch (IOException e) {
          throw new StoreAwayException(e);
        }
      }
      case VariantsName variants ->
          new Inspection.Unsound(
              "'%s' is no wheel or sdist; it is made from the variant wheels."
                  .formatted(variants.filename()));
    };
  }
}
