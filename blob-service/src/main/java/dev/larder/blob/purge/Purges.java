package dev.larder.blob.purge;

import dev.larder.blob.cache.CacheName;
import dev.larder.blob.fill.Fills;
import dev.larder.blob.location.FileKey;
import dev.larder.blob.owner.Contents;
import dev.larder.blob.store.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Deletes bytes. Each call may be repeated, and leaves nothing when it succeeds. */
@Singleton
final class Purges {
  private static final String METADATA = ".metadata";
  private static final List<String> BESIDE = List.of(METADATA, ".asc", ".provenance");
  private static final Pattern UPLOAD =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\\.metadata)?");

  private final ObjectStore store;
  private final Contents contents;
  private final Fills fills;

  Purges(ObjectStore store, Contents contents, Fills fills) {
    this.store = store;
    this.contents = contents;
    this.fills = fills;
  }

  sealed interface Outcome {
    record Gone() implements Outcome {}

    /** That is no name of something that could be deleted. */
    record NoSuchName(String detail) implements Outcome {}

    /** It may be there still; the same call again may do. */
    record Later(String detail) implements Outcome {}
  }

  /**
   * An upload's object and all beside it, on this machine's disk and in the store; its metadata
   * alone where that is named.
   */
  Outcome upload(String name) {
    if (!UPLOAD.matcher(name).matches()) {
      return new Outcome.NoSuchName("'%s' is neither {uuid} nor {uuid}.metadata.".formatted(name));
    }
    try {
      if (!name.endsWith(METADATA)) {
        if (!fills.delete(CacheName.upload("kept/" + name))) {
          return coming();
        }
        for (String suffix : BESIDE) {
          store.delete("kept/" + name + suffix);
        }
      }
      store.delete("kept/" + name);
      return new Outcome.Gone();
    } catch (IOException e) {
      return new Outcome.Later(e.getMessage());
    }
  }

  /**
   * What is cached under a key, on this machine's disk and in the store, whoever has it, and what
   * proves that they have it.
   */
  Outcome cached(String key) {
    Optional<FileKey> fileKey = FileKey.of(key);
    if (fileKey.isEmpty()) {
      return new Outcome.NoSuchName("'%s' is no key of a file.".formatted(key));
    }
    try {
      if (!fills.delete(key)) {
        return coming();
      }
      contents.delete(key);
      return new Outcome.Gone();
    } catch (IOException e) {
      return new Outcome.Later(e.getMessage());
    }
  }

  private static Outcome coming() {
    return new Outcome.Later("The file is just coming into the cache; try again.");
  }
}
