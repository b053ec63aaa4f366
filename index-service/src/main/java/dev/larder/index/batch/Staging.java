package dev.larder.index.batch;

import dev.larder.index.database.Copy;
import dev.larder.index.database.Sql;
import dev.larder.index.file.FileChanges;
import jakarta.inject.Singleton;

/**
 * What is decided about the projects of a batch, on its way into the catalogue: temporary tables of
 * a connection, emptied when its transaction ends, so that the clock is locked only while their
 * rows are moved.
 */
@Singleton
final class Staging {
  private static final String TABLES =
      """
      create temp table if not exists staged_project (
        id bigint not null, name text collate "C" not null, known boolean not null,
        last_serial bigint not null, looked_before timestamptz,
        shows boolean not null, begins boolean not null, first_seen timestamptz,
        look_found boolean, look_serial bigint, look_etag text,
        status_differs boolean not null, status_first boolean not null, status text, reason text,
        left_out_differs boolean not null, late_since timestamptz, late_looks integer not null
      ) on commit delete rows;
      create temp table if not exists staged_file on commit delete rows as
        select project, visible_from, filename, version, %1$s, upload_time, blind_key, upstream_url
        from file with no data;
      create temp table if not exists staged_state on commit delete rows as
        select project, file, %1$s from file_state with no data;
      create temp table if not exists staged_left_out on commit delete rows as
        select project, what, why, count, examples from left_out with no data;
      create temp table if not exists staged_event (
        what text not null, project bigint not null, file bigint not null, instant timestamptz,
        url text
      ) on commit delete rows
      """
          .formatted(FileChanges.STATE);

  private final Sql sql;
  private final Copy copy;

  Staging(Sql sql, Copy copy) {
    this.sql = sql;
    this.copy = copy;
  }

  /** Makes the tables, where this connection hasn't got them yet. */
  void open() {
    sql.of(TABLES).update();
  }

  /** Takes what there is of rows. */
  void take(StagedRows rows) {
    rows.give((table, columns, values) -> copy.into(table, columns, values.iterator()));
  }
}
