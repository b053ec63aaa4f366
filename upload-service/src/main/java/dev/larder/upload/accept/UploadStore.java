package dev.larder.upload.accept;

import dev.larder.packaging.Digester;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.upload.memory.UploadMemory;
import dev.larder.upload.storage.ObjectStore;
import dev.larder.upload.storage.PartBuffers;
import dev.larder.upload.storage.StoreAwayException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.jcajce.provider.digest.Blake2b;

/**
 * Keeps uploads in the store: each its own object at its final key, hashed on the way, never
 * copied, never deleted here.
 */
@Singleton
final class UploadStore {

  private final ObjectStore store;
  private final PartBuffers buffers;

  UploadStore(ObjectStore store, UploadConfiguration configuration) {
    this.store = store;
    this.buffers =
        new PartBuffers(
            configuration.maxFileSize(),
            UploadMemory.buffers(
                configuration.partBuffers(), PartBuffers.partSize(configuration.maxFileSize())),
            configuration.patience());
  }

  StoredFile keep(String filename, InputStream bytes) throws IOException {
    String key = "kept/" + UUID.randomUUID();
    Digester digester =
        Digester.of(HashAlgorithm.MD5, HashAlgorithm.SHA256)
            .and(HashAlgorithm.BLAKE2B_256, new Blake2b.Blake2b256());
    store.put(key, bytes, buffers, digester::update);
    return new StoredFile(filename, key, digester.finish());
  }

  /**
   * Keeps what belongs to the file beside it; gives its key.
   *
   * @param suffix {@code .metadata}, {@code .asc}, {@code .provenance}
   */
  String keepBeside(StoredFile file, String suffix, byte[] bytes) throws StoreAwayException {
    String key = file.key() + suffix;
    store.put(key, bytes, bytes.length);
    return key;
  }

  /** The same of what may not be there; null where it isn't. */
  @Nullable
  String keepBeside(StoredFile file, String suffix, Optional<byte[]> bytes)
      throws StoreAwayException {
    return bytes.isPresent() ? keepBeside(file, suffix, bytes.get()) : null;
  }
}
