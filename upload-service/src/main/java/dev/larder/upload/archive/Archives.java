package dev.larder.upload.archive;

import dev.larder.packaging.FileName;
import dev.larder.packaging.SdistName;
import dev.larder.packaging.WheelName;
import dev.larder.upload.storage.ObjectChannel;
import dev.larder.upload.storage.ObjectStore;
import dev.larder.upload.storage.StoreAwayException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/** Opens stored distribution files and checks what is in them, in bounded memory. */
@Singleton
public final class Archives {

  /** The directory of a wheel of some 100,000 files, and its metadata. */
  private static final long WHEEL_BUDGET = 32 << 20;

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
    return switch (name) {
      case WheelName wheel ->
          WheelCheck.inspect(new ObjectChannel(store, key, size, WHEEL_BUDGET), wheel);
      case SdistName sdist -> {
        try (InputStream file = store.open(key)) {
          yield SdistCheck.inspect(file, size, sdist);
        } catch (StoreAwayException e) {
          throw e;
        } catch (IOException e) {
          throw new StoreAwayException(e);
        }
      }
    };
  }
}
