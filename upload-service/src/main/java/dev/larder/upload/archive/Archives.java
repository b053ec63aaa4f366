package dev.larder.upload.archive;

import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;
import dev.larder.packaging.FileName;
import dev.larder.packaging.SdistName;
import dev.larder.packaging.VariantsName;
import dev.larder.packaging.WheelName;
import dev.larder.upload.memory.UploadMemory;
import dev.larder.upload.storage.ObjectChannel;
import dev.larder.upload.storage.ObjectStore;
import dev.larder.upload.storage.StoreAwayException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/** Opens stored distribution files and checks what is in them, in bounded memory. */
@Singleton
public final class Archives {

  /** What it takes to read an archive, whatever is in it. */
  private static final long READING = 512 << 10;

  /** What stands for a zip's member takes twice the bytes of its records, at most. */
  private static final long RECORDS = 2;

  private static final long MEMBERS = MemberMemory.STEP * WheelCheck.BYTES_A_MEMBER;

  /** What stands for the first members, and small headers of one of them as objects. */
  private static final long SDIST = MemberMemory.STEP * SdistMembers.BYTES_A_MEMBER + (800 << 10);

  private final ObjectStore store;
  private final UploadMemory memory;

  Archives(ObjectStore store, UploadMemory memory) {
    this.store = store;
    this.memory = memory;
  }

  /**
   * Checks the object, which is a file of that name.
   *
   * @param size in bytes
   * @param metadata for what is found, until the caller needs it no more
   * @throws BudgetSpentException where there was no room in memory for as long as an upload waits
   */
  public Inspection inspect(String key, long size, FileName name, MetadataMemory metadata)
      throws StoreAwayException {
    long members =
        switch (name) {
          case WheelName _ -> Math.min(MEMBERS, size * RECORDS);
          case SdistName _ -> SDIST;
          case VariantsName _ -> 0;
        };
    try (ByteBudget.Share share = memory.archives().take(READING + members)) {
      return open(key, size, name, metadata, share::need);
    }
  }

  private Inspection open(
      String key, long size, FileName name, MetadataMemory metadata, MemberMemory members)
      throws StoreAwayException {
    return switch (name) {
      case WheelName wheel ->
          WheelCheck.inspect(new ObjectChannel(store, key, size), wheel, metadata, members);
      case SdistName sdist -> {
        try (InputStream file = store.open(key)) {
          yield SdistCheck.inspect(file, size, sdist, metadata, members);
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
