package dev.larder.blob.owner;

import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreException;
import java.util.List;

/** Mirrored content in the object store, and all that lies there because of it. */
public final class Contents {
  /** Under which it lies. */
  public static final String FOLDER = "cache/";

  private final ObjectStore store;
  private final Proofs proofs;

  public Contents(ObjectStore store, Proofs proofs) {
    this.store = store;
    this.proofs = proofs;
  }

  /**
   * Deletes a content, its metadata, what upstreams gave beside it and what proves who has it. Who
   * wants it again has it from its upstream again.
   *
   * @param key its sha256, or a file's key while that isn't known
   * @throws StoreException when something may be there still
   */
  public void delete(String key) throws StoreException {
    store.delete(FOLDER + key);
    store.delete(FOLDER + key + ".metadata");
    for (String folder : List.of(Proofs.folder(key), Proofs.givenFolder(key))) {
      for (String object : store.keys(folder)) {
        store.delete(object);
      }
    }
    proofs.forget(key);
  }
}
