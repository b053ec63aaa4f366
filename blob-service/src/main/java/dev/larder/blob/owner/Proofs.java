package dev.larder.blob.owner;

import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreException;
import java.util.LinkedHashMap;

/**
 * Who delivered what: a proof says that the bytes with a sha256 came from an owner's own upstream,
 * whole, and were verified. Mirrored content lies in the object store once, by its sha256, which
 * anybody can list; it is read for an owner only by such a proof. What an upstream lists is no
 * proof, it is a claim.
 *
 * <p>Proofs are small objects beside the content, since all replicas must know them, after restarts
 * too, and they must not outlive the content by being kept elsewhere: who deletes the content
 * deletes what lies under {@link #folder}. A bounded number of those that were seen is remembered,
 * so that a busy file costs no question. That there is none is not remembered: another replica may
 * have written it a moment ago. The disk cache asks for no proof, since a file there bears its
 * owner's name.
 *
 * <p>Thread-safe.
 */
public final class Proofs {
  /** Under which all of them are. */
  public static final String FOLDER = "proof/";

  private static final byte[] PROOF = {'1', '\n'};

  private final ObjectStore store;
  private final int capacity;
  private final LinkedHashMap<String, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Those in a store.
   *
   * @param capacity how many are remembered
   */
  public Proofs(ObjectStore store, int capacity) {
    this.store = store;
    this.capacity = capacity;
  }

  /** Under which all proofs of a content are. */
  public static String folder(String sha256) {
    return FOLDER + sha256 + "/";
  }

  /** Under which all is that upstreams gave beside a file of that key. */
  public static String givenFolder(String key) {
    return "given/" + key + "/";
  }

  /** What the name of an object that an owner's upstream gave beside a file begins with. */
  public static String given(String key, Owner owner) {
    return givenFolder(key) + owner;
  }

  /**
   * Whether an owner delivered the bytes with that sha256.
   *
   * @throws StoreException when nobody can tell now
   */
  public boolean holds(Owner owner, String sha256) throws StoreException {
    String key = folder(sha256) + owner;
    synchronized (seen) {
      if (seen.get(key) != null) {
        return true;
      }
    }
    boolean proven = store.size(key).isPresent();
    if (proven) {
      remember(key);
    }
    return proven;
  }

  /**
   * An owner delivered the bytes with that sha256, and they were verified. It holds for this
   * replica also when the store doesn't take it.
   *
   * @throws StoreException when only this replica knows it
   */
  public void add(Owner owner, String sha256) throws StoreException {
    String key = folder(sha256) + owner;
    remember(key);
    store.put(key, PROOF);
  }

  /** The content is deleted, and with it all its proofs in the store. */
  public void forget(String sha256) {
    synchronized (seen) {
      seen.keySet().removeIf(key -> key.startsWith(folder(sha256)));
    }
  }

  private void remember(String key) {
    synchronized (seen) {
      seen.put(key, true);
      if (seen.size() > capacity) {
        seen.pollFirstEntry();
      }
    }
  }
}
