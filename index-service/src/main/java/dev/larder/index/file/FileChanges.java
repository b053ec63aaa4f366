package dev.larder.index.file;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Copy;
import dev.larder.index.database.Sql;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What changes do with the files of a project. */
@Singleton
public class FileChanges {
  /** The columns of what may change, in the order of {@link #values}. */
  public static final String STATE =
      """
      size, yanked, metadata, gpg_sig, sha256, requires_python, yanked_reason, metadata_sha256,
      provenance, claimed_hash, size_learnt, metadata_learnt
      """;

  /** Where the bytes are, in the order of {@link #origin}. */
  private static final String ORIGIN =
      """
      upload_time, blind_key, upstream_url, kept_key, metadata_key, signature_key, provenance_key,
      md5, blake2b
      """;

  private static final String COLUMNS =
      "project, from_serial, visible_from, filename, version, " + STATE + ", " + ORIGIN;

  private static final String INSERT =
      "insert into file (" + COLUMNS + ") values (?" + ", ?".repeat(25) + ")";

  private static final String INSERT_AGAIN =
      "insert into file ("
          + COLUMNS
          + ") select f.project, ?, ?, f.filename, f.version, "
          + of("s", STATE)
          + ", "
          + of("f", ORIGIN)
          + " from file f cross join lateral (select serial, "
          + STATE
          + " from file_state where project = f.project and file = f.id union all select 0, "
          + of("f", STATE)
          + " order by serial desc limit 1) s where f.project = ? and f.id = any(?)";

  private static final String INSERT_STATE =
      "insert into file_state (project, file, serial, instant, "
          + STATE
          + ") values (?"
          + ", ?".repeat(15)
          + ")";

  private final Sql sql;
  private final Copy copy;

  FileChanges(Sql sql, Copy copy) {
    this.sql = sql;
    this.copy = copy;
  }

  /** Begins ended files again, the same bytes in the state that they had. */
  public void again(Stamp stamp, long project, Collection<Long> files) {
    sql.of(INSERT_AGAIN, stamp.serial(), stamp.instant(), project, files).update();
  }

  /** Adds a file that was uploaded. */
  public void add(Stamp stamp, long project, NewFile.Uploaded file) {
    sql.of(INSERT, parameters(stamp, project, file).toArray()).update();
  }

  /** Adds files of an upstream's page. */
  public void add(Stamp stamp, long project, List<NewFile.Mirrored> files) {
    copy.into(
        "file", COLUMNS, files.stream().map(file -> parameters(stamp, project, file)).iterator());
  }

  /** Ends files, each at its instant but not later than the change. */
  public void end(Stamp stamp, long project, Map<Long, Instant> files) {
    sql.batch(
        "update file set visible_to = ?, to_serial = ? where project = ? and id = ?",
        files.entrySet().stream()
            .map(
                file ->
                    Arrays.<Object>asList(
                        file.getValue().isBefore(stamp.instant())
                            ? file.getValue()
                            : stamp.instant(),
                        stamp.serial(),
                        project,
                        file.getKey()))
            .toList());
  }

  /** Gives files another state, from the change on. */
  public void state(Stamp stamp, long project, Map<Long, FileState> states) {
    sql.batch(
        INSERT_STATE,
        states.entrySet().stream()
            .map(entry -> parameters(stamp, project, entry.getKey(), entry.getValue()))
            .toList());
  }

  /** Moves files to other URLs of their upstream; where bytes come from is not history. */
  public void move(long project, Map<Long, String> urls) {
    sql.batch(
        "update file set upstream_url = ? where project = ? and id = ?",
        urls.entrySet().stream()
            .map(entry -> Arrays.<Object>asList(entry.getValue(), project, entry.getKey()))
            .toList());
  }

  /** Notes when a look first missed files, or that they were seen again ({@code since} null). */
  public void missed(long project, Collection<Long> files, @Nullable Instant since) {
    if (!files.isEmpty()) {
      sql.of(
              "update file set missed_since = ? where project = ? and id = any(?)",
              since,
              project,
              files)
          .update();
    }
  }

  private static List<Object> parameters(Stamp stamp, long project, NewFile file) {
    List<Object> parameters = new ArrayList<>();
    Collections.addAll(
        parameters,
        project,
        stamp.serial(),
        file.visibleFrom(stamp.instant()),
        file.filename(),
        file.version());
    Collections.addAll(parameters, values(file.state()));
    Collections.addAll(parameters, origin(file));
    return parameters;
  }

  /** The values of the columns that say where a file's bytes are, in their order. */
  private static Object[] origin(NewFile file) {
    return switch (file) {
      case NewFile.Mirrored mirrored ->
          new Object[] {
            mirrored.uploadTime(),
            mirrored.blindKey(),
            mirrored.url(),
            null,
            null,
            null,
            null,
            null,
            null
          };
      case NewFile.Uploaded uploaded ->
          new Object[] {
            null,
            null,
            null,
            uploaded.key(),
            uploaded.metadataKey(),
            uploaded.signatureKey(),
            uploaded.provenanceKey(),
            bytes(uploaded.md5()),
            bytes(uploaded.blake2b())
          };
    };
  }

  private static List<Object> parameters(Stamp stamp, long project, long file, FileState state) {
    List<Object> parameters = new ArrayList<>();
    Collections.addAll(parameters, project, file, stamp.serial(), stamp.instant());
    Collections.addAll(parameters, values(state));
    return parameters;
  }

  /** The values of the columns of a state, in their order. */
  public static Object[] values(FileState state) {
    return new Object[] {
      state.size(),
      state.yanked(),
      state.metadata(),
      state.gpgSig(),
      bytes(state.sha256()),
      state.requiresPython(),
      state.yankedReason(),
      bytes(state.metadataSha256()),
      state.provenance(),
      state.claimedHash(),
      state.sizeLearnt(),
      state.metadataLearnt()
    };
  }

  /** Those columns, of a table. */
  private static String of(String table, String columns) {
    return columns.strip().replaceAll("\\w+", table + ".$0");
  }

  private static byte[] bytes(@Nullable String hex) {
    return hex == null ? null : HexFormat.of().parseHex(hex);
  }
}
