package dev.larder.index.purge;

import dev.larder.index.clock.Stamp;
import dev.larder.index.file.CatalogueFile;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/** The purged files, and their objects until those are deleted. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface PurgedObjects extends GenericRepository<PurgedObject, Long> {

  @Query(
      "insert into doomed (kept_key, sha256, serial)"
          + " select distinct kept_key, sha256, cast(:serial as bigint) from file"
          + " where project = :project and id = any(:ids)")
  void queueDeletion(long serial, long project, long[] ids);

  @Query("update file set purged_serial = :serial where project = :project and id = any(:ids)")
  void hide(long serial, long project, long[] ids);

  /** The first of them behind that one. */
  @Query("select * from doomed where id > :id order by id limit :most")
  List<PurgedObject> after(long id, int most);

  void deleteById(long id);

  /** Takes uploads of a project off all snapshots, and queues their bytes for deletion. */
  default void purge(Stamp stamp, long project, Collection<CatalogueFile> files) {
    long[] ids = files.stream().mapToLong(CatalogueFile::id).toArray();
    queueDeletion(stamp.serial(), project, ids);
    hide(stamp.serial(), project, ids);
  }
}
