package dev.larder.index.repository;

import dev.larder.index.repository.Repository.Subscribed;
import dev.larder.index.snapshot.Span;
import dev.larder.index.type.SourceType;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A repository with its sources, as it is read.
 *
 * @param heldFrom since when a name means it, or null
 * @param heldTo until when, or null
 */
@MappedEntity("repository")
record RepositoryRead(
    @Id int id,
    String name,
    String type,
    String description,
    boolean hidden,
    boolean authenticated,
    Instant validFrom,
    boolean isDefault,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> sources,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> sourceTypes,
    @Nullable Instant heldFrom,
    @Nullable Instant heldTo) {

  /** Of a repository called {@code r}, held or not. */
  static final String HELD =
      """
      r.id, r.name, r.type, r.description, r.hidden, r.authenticated, r.valid_from,
        exists (select 1 from default_repository d
          where d.repository = r.id and d.valid_to is null) is_default,
        coalesce((select array_agg(s.name order by b.position) from subscription b
          join source s on s.id = b.source
          where b.repository = r.id and b.valid_to is null), '{}') sources,
        coalesce((select array_agg(s.type order by b.position) from subscription b
          join source s on s.id = b.source
          where b.repository = r.id and b.valid_to is null), '{}') source_types,
      """;

  static final String COLUMNS =
      HELD + " cast(null as timestamptz) held_from, cast(null as timestamptz) held_to ";

  /** What the names of {@link #JOINED} begin with. */
  static final String PREFIX = "r_";

  /** Those columns again, for statements that join. */
  static final String JOINED =
      """
      r.id r_id, r.name r_name, r.type r_type, r.description r_description, r.hidden r_hidden,
      r.authenticated r_authenticated, r.valid_from r_valid_from, r.is_default r_is_default,
      r.sources r_sources, r.source_types r_source_types, r.held_from r_held_from,
      r.held_to r_held_to
      """;

  Repository repository() {
    return new Repository(
        id,
        name,
        type,
        new Repository.Traits(description, hidden, authenticated),
        isDefault,
        IntStream.range(0, sources.size())
            .mapToObj(i -> new Subscribed(sources.get(i), SourceType.of(sourceTypes.get(i))))
            .toList(),
        validFrom);
  }

  Repositories.Held held() {
    return new Repositories.Held(
        repository(),
        new Span(heldFrom == null ? Instant.MIN : heldFrom, heldTo == null ? Instant.MAX : heldTo));
  }
}
