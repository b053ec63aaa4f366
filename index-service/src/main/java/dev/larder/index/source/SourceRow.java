package dev.larder.index.source;

import dev.larder.index.type.SourceType;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A source from the change that made it to the one that ended it. Lists are words with a blank
 * between them.
 */
@MappedEntity("source")
public record SourceRow(
    @Id int id,
    String name,
    String type,
    @Nullable String upstreamUrl,
    @Nullable String upstreamCredential,
    @Nullable String upstreamInside,
    @Nullable String upstreamAllow,
    @Nullable String upstreamProxy,
    @Nullable String upstreamCa,
    @Nullable String upstreamClientCertificate,
    @Nullable String upstreamMissingStatus,
    @Nullable Long maxFileSize,
    int upstreamGeneration,
    @Nullable String syncSchedule,
    @Nullable Instant offlineSince,
    long fromSerial,
    Instant validFrom,
    @Nullable Long toSerial,
    @Nullable Instant validTo,
    String by) {
  /** What the names of {@link #COLUMNS} begin with. */
  public static final String PREFIX = "s_";

  /** The columns of a source called {@code s}, for statements that join. */
  public static final String COLUMNS =
      """
      s.id s_id, s.name s_name, s.type s_type, s.upstream_url s_upstream_url,
      s.upstream_credential s_upstream_credential, s.upstream_inside s_upstream_inside,
      s.upstream_allow s_upstream_allow, s.upstream_proxy s_upstream_proxy,
      s.upstream_ca s_upstream_ca,
      s.upstream_client_certificate s_upstream_client_certificate,
      s.upstream_missing_status s_upstream_missing_status, s.max_file_size s_max_file_size,
      s.upstream_generation s_upstream_generation, s.sync_schedule s_sync_schedule,
      s.offline_since s_offline_since,
      s.from_serial s_from_serial,
      s.valid_from s_valid_from, s.to_serial s_to_serial, s.valid_to s_valid_to, s.by s_by
      """;

  public Source source() {
    return new Source(
        id,
        name,
        SourceType.of(type),
        Optional.ofNullable(upstreamUrl)
            .map(url -> new Upstream(URI.create(url), upstreamCredential, connection())),
        maxFileSize,
        validFrom,
        upstreamGeneration,
        syncSchedule,
        offlineSince);
  }

  private ConnectionSettings connection() {
    return new ConnectionSettings(
        upstreamInside == null ? null : words(upstreamInside),
        words(upstreamAllow),
        upstreamProxy,
        upstreamCa,
        upstreamClientCertificate,
        words(upstreamMissingStatus).stream().map(Integer::valueOf).toList());
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** A list of words without blanks as one text. */
  static @Nullable String text(@Nullable List<?> words) {
    return words == null ? null : String.join(" ", words.stream().map(Object::toString).toList());
  }
}
