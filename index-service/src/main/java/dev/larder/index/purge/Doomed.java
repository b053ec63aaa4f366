package dev.larder.index.purge;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Sql;
import dev.larder.index.file.CatalogueFile;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The purged files, and their objects until those are deleted. */
@Singleton
public class Doomed {

  /**
   * An upload that is to be deleted.
   *
   * @param serial the change that purged it
   */
  record Doom(long id, String keptKey, String sha256, long serial) {}

  /** Takes uploads of a project off all snapshots, and condemns their bytes. */
  public void purge(
      Connection connection, Stamp stamp, long project, Collection<CatalogueFile> files)
      throws SQLException {
    List<Long> ids = files.stream().map(CatalogueFile::id).toList();
    Sql.of(
            "insert into doomed (kept_key, sha256, serial)"
                + " select distinct kept_key, sha256, ?::bigint from file"
                + " where project = ? and id = any(?)",
            stamp.serial(),
            project,
            ids)
        .update(connection);
    Sql.of(
            "update file set purged_serial = ? where project = ? and id = any(?)",
            stamp.serial(),
            project,
            ids)
        .update(connection);
  }

  /** The first of them behind that one. */
  List<Doom> after(Connection connection, long id, int limit) throws SQLException {
    return Sql.of(
            "select id, kept_key, sha256, serial from doomed where id > ? order by id limit ?",
            id,
            limit)
        .list(
            connection,
            row ->
                new Doom(
                    row.number("id"),
                    row.text("kept_key"),
                    row.hex("sha256"),
                    row.number("serial")));
  }

  void done(Connection connection, Doom doom) throws SQLException {
    Sql.of("delete from doomed where id = ?", doom.id()).update(connection);
  }
}
