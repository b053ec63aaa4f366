package dev.larder.blob.found;

import dev.larder.blob.fill.Filled;
import dev.larder.blob.fill.Wanted;
import dev.larder.blob.location.Location;
import dev.larder.messaging.Found;
import dev.larder.messaging.FoundQueue;
import dev.larder.service.request.RequestId;
import io.lettuce.core.RedisException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells index-service what was learnt about mirrored files. What Redis can't take is dropped. */
public final class Discoveries {
  private static final Logger log = LoggerFactory.getLogger(Discoveries.class);

  private final FoundQueue queue;

  public Discoveries(FoundQueue queue) {
    this.queue = queue;
  }

  /** A file came whole; tells what the catalogue doesn't know of it yet, if anything. */
  public void whole(Filled filled, Optional<String> metadataSha256) {
    Location known = filled.wanted().location();
    boolean news =
        known.sha256() == null
            || known.size() == null
            || known.size() != filled.size()
            || metadataSha256.isPresent();
    if (news) {
      tell(filled.wanted(), filled.sha256(), filled.size(), metadataSha256.orElse(null));
    }
  }

  /** A file's metadata has another sha256 than the catalogue knows. */
  public void metadata(Wanted wanted, String metadataSha256) {
    tell(wanted, wanted.location().sha256(), null, metadataSha256);
  }

  private void tell(Wanted wanted, String sha256, Long size, String metadataSha256) {
    Location location = wanted.location();
    try {
      queue.add(
          new Found(
              location.source(),
              location.project(),
              location.filename(),
              wanted.key().value(),
              sha256,
              size,
              metadataSha256,
              RequestId.current().orElse(null)));
    } catch (RedisException e) {
      log.warn("What was found out about {} is lost: {}", location.filename(), e.getMessage());
    }
  }
}
