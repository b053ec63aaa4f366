package dev.larder.sync.catalogue;

import dev.larder.sync.part.PartAwayException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What index-service knows and keeps. Every call ends in {@link PartAwayException} where it can't
 * be asked, and those of one source in {@link OtherUpstreamException} where that looks elsewhere by
 * now.
 */
@Singleton
public class Catalogue {
  private static final String SYNC = "internal/sync/";

  private final IndexClient client;

  Catalogue(IndexClient client) {
    this.client = client;
  }

  @Serdeable
  record Sources(List<Mirror> sources) {}

  /** The sources with an upstream that are there now. */
  public List<Mirror> mirrors() {
    return client.get(SYNC + "sources", Sources.class).sources();
  }

  /**
   * One of them, as long as it looks where it did and may be asked.
   *
   * @param name what it was called, for the message
   * @throws OfflineException when it may not
   */
  public Mirror mirror(int id, int generation, String name) {
    Mirror found =
        mirrors().stream()
            .filter(mirror -> mirror.id() == id && mirror.generation() == generation)
            .findFirst()
            .orElseThrow(
                () ->
                    new OtherUpstreamException(
                        "source '%s' was given another upstream, or deleted".formatted(name)));
    if (found.offline()) {
      throw new OfflineException(found.name());
    }
    return found;
  }

  /** Why there is no source of that name, in one line that names those that there are; if so. */
  public Optional<String> missing(String source) {
    return client.missing(source);
  }

  @Serdeable
  record Now(Instant instant) {}

  @Serdeable
  record Empty() {}

  /** Its instant: looks that are begun after this call are made at or after it. */
  public Instant instant() {
    return client.post(SYNC + "instant", new Empty(), Now.class).instant();
  }

  @Serdeable
  record Comparison(int source, int generation, UUID run, boolean serials) {}

  /** A line of a comparison: a project, or at the end what it came to. */
  @Serdeable
  record Line(
      @Nullable String name,
      @Nullable Long serial,
      @Nullable String etag,
      @Nullable Long listed,
      @Nullable Long known,
      @Nullable Long gone) {}

  /**
   * Compares the list that a run has put into the object store with what is known.
   *
   * @param serials whether the upstream's list has serials
   * @param wanted is told what is to be looked at, one by one
   */
  public Compared compare(
      int source, int generation, UUID run, boolean serials, Consumer<Wanted> wanted) {
    return client.post(
        SYNC + "comparison",
        new Comparison(source, generation, run, serials),
        lines -> read(lines, wanted));
  }

  private Compared read(BufferedReader lines, Consumer<Wanted> wanted) throws IOException {
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      Line line = client.parse(text, Line.class);
      if (line.listed() != null && line.known() != null && line.gone() != null) {
        return new Compared(line.listed(), line.known(), line.gone());
      }
      wanted.accept(new Wanted(line.name(), line.serial(), line.etag()));
    }
    throw new IOException("The comparison broke off");
  }

  @Serdeable
  record Missed(List<Wanted> names) {}

  /** Projects with open files that a look missed before that instant, from behind a name on. */
  public List<Wanted> missed(int source, String after, int limit, Instant before) {
    return client
        .get(
            SYNC
                + "missed?source=%d&after=%s&limit=%d&before=%s"
                    .formatted(source, after, limit, before),
            Missed.class)
        .names();
  }

  @Serdeable
  record Ids(Collection<UUID> ids) {}

  @Serdeable
  record AppliedBatches(List<Applied> applied) {}

  /** Those of some batches, 500 at most, that are in. */
  public List<Applied> applied(Collection<UUID> batches) {
    return client.post(SYNC + "batches", new Ids(batches), AppliedBatches.class).applied();
  }

  /** Writes down what a run came to; once, however often it is told. */
  public void finish(Finished run) {
    client.post(SYNC + "finish", run);
  }

  @Serdeable
  record Run(UUID run) {}

  /** Lets go of what it remembers of a run's batches. */
  public void forget(UUID run) {
    client.post(SYNC + "forget", new Run(run));
  }
}
