package dev.larder.index.repository;

import dev.larder.index.repository.Repository.Subscribed;
import dev.larder.index.snapshot.Span;
import dev.larder.index.type.SourceType;
import io.micronaut.core.annotation.Introspected;
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
@Introspected
record RepositoryRead(
    int id,
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
