package dev.larder.index.upstream;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * What the serials of upstreams are worth. They put a project's pages in order, so that a stale
 * copy of an upstream's cache doesn't undo a newer page. But they are the upstream's word only:
 *
 * <ul>
 *   <li>one that no index can have come to, or that leaps far beyond all that this upstream has
 *       said, isn't believed: the page is taken as one without serial;
 *   <li>a page with a lower serial than its project's last is dropped, twice; the third one, half
 *       an hour after the first at least, is what the upstream says, and is taken. Copies don't
 *       stay stale for so long.
 * </ul>
 */
@Singleton
public class Serials {
  private final SerialRepository repository;

  Serials(SerialRepository repository) {
    this.repository = repository;
  }

  /**
   * A project whose upstream answers with lower serials than before.
   *
   * @param since the first such look
   * @param looks how many there were
   */
  @Serdeable
  public record Behind(String project, String since, int looks) {}

  /** Whether an upstream's serial is believed; what is gets remembered. */
  public boolean believes(int source, long serial) {
    Scale scale = scale(source);
    boolean believed = scale.believes(serial);
    note(source, scale);
    return believed;
  }

  /** What an upstream's serials are measured by, for many of them. */
  public Scale scale(int source) {
    return new Scale(repository.highest(source));
  }

  /** Remembers what was believed, where that makes a difference. */
  public void note(int source, Scale scale) {
    scale.toNote().ifPresent(serial -> repository.note(source, serial));
  }

  /**
   * Whether a page is to be taken though its serial is lower than the last one; notes that it came.
   */
  public boolean stands(long project, Instant lookedAt) {
    repository.noteLate(project, lookedAt);
    return repository
        .late(project)
        .filter(late -> new LateLooks(late.behindSince(), late.behindLooks()).stand(lookedAt))
        .isPresent();
  }

  /** The projects of a source of which at least two looks were dropped so, the newest first. */
  public List<Behind> behind(int source, int limit) {
    return repository.late(source, LateLooks.DROPPED, limit).stream()
        .map(late -> new Behind(late.name(), late.behindSince().toString(), late.behindLooks()))
        .toList();
  }
}
