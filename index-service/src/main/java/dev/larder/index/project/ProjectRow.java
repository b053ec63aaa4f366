package dev.larder.index.project;

import dev.larder.index.database.Limited;
import dev.larder.index.project.Project.Look;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** A project as it is read. What the upstream said counts while the source still looks there. */
@MappedEntity("project")
public record ProjectRow(
    @Id long id,
    String name,
    String displayName,
    @Nullable Instant ownedSince,
    long lastSerial,
    @Nullable Instant lookedAt,
    @Nullable Boolean lookFound,
    @Nullable Long lookSerial,
    @Nullable String lookEtag) {
  /** How a project called {@code p} is written. */
  public static final String DISPLAY_NAME =
      "left(p.display_name, " + Limited.PROJECT_NAME + ") display_name";

  /** Whether the last look was at the upstream that the source has now. */
  private static final String SAME_UPSTREAM =
      "not exists (select 1 from source u where u.id = p.source"
          + " and u.upstream_since > p.looked_at)";

  /** Of a project called {@code p}. */
  public static final String COLUMNS =
      "p.id, p.name, "
          + DISPLAY_NAME
          + ", p.owned_since, p.last_serial, p.looked_at, p.look_found, case when "
          + SAME_UPSTREAM
          + " then p.look_serial end look_serial, case when octet_length(p.look_etag) <= "
          + Limited.HEADER
          + " and "
          + SAME_UPSTREAM
          + " then p.look_etag end look_etag";

  /** What the names of {@link #JOINED} begin with. */
  public static final String PREFIX = "p_";

  /** Those columns again, for statements that join. */
  public static final String JOINED =
      """
      p.id p_id, p.name p_name, p.display_name p_display_name, p.owned_since p_owned_since,
      p.last_serial p_last_serial, p.looked_at p_looked_at, p.look_found p_look_found,
      p.look_serial p_look_serial, p.look_etag p_look_etag
      """;

  /** Whether a project called {@code p} is owned at {@code :instant}. */
  public static final String OWNED =
      "(p.owned_since <= :instant or exists (select 1 from former_ownership o"
          + " where o.project = p.id and o.valid_from <= :instant and o.valid_to > :instant))";

  public Project project() {
    Look look =
        lookedAt == null
            ? null
            : new Look(lookedAt, Boolean.TRUE.equals(lookFound), lookSerial, lookEtag);
    return new Project(id, name, displayName, ownedSince, lastSerial, look);
  }
}
