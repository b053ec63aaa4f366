package dev.larder.index.file;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Copy;
import dev.larder.index.database.Limited;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.snapshot.Moment;
import dev.larder.packaging.FieldLimit;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files in the catalogue; every question goes through their project. */
@Singleton
public class Files {
  /** A file whose name or URL is longer than one may be isn't there: half of either is another. */
  private static final String WITHIN =
      Limited.within("f.filename", FieldLimit.FILE_NAME)
          + " and "
          + Limited.within("f.upstream_url", FieldLimit.URL);

  private static final String SELECT =
      "select f.id, f.project, f.filename, "
          + Limited.beginning("f.version", FieldLimit.FILE_NAME)
          + " \"version\", f.blind_key, f.visible_from, f.visible_to,"
          + " f.from_serial, f.to_serial, f.upstream_url, f.kept_key, f.metadata_key,"
          + " f.signature_key, f.provenance_key,"
          + " f.missed_since, f.md5, f.blake2b, f.purged_serial, "
          + FileState.columns("f", "first_")
          + ", l.serial later_serial, "
          + FileState.columns("l", "later_")
          + " from file f left join (select distinct on (project, file) * from file_state"
          + " where project = any(?) and instant <= ? order by project, file, serial desc) l"
          + " on l.project = f.project and l.file = f.id where f.project = any(?) and "
          + WITHIN;

  /** Whether a file called {@code f} is listed at an instant, which is given twice. */
  public static final String LISTED =
      "f.visible_from <= ? and (f.visible_to is null or f.visible_to > ?)"
          + " and f.purged_serial is null and "
          + WITHIN;

  private static final String COLUMNS =
      """
      project, from_serial, visible_from, upload_time, size, yanked, metadata, gpg_sig, filename,
      version, sha256, blind_key, requires_python, yanked_reason, metadata_sha256, provenance,
      upstream_url, kept_key, metadata_key, signature_key, provenance_key, md5, blake2b,
      claimed_hash, size_learnt, metadata_learnt
      """;

  private static final String INSERT_AGAIN =
      "insert into file ("
          + COLUMNS
          + """
          ) select f.project, ?, ?, f.upload_time, s.size, s.yanked, s.metadata, s.gpg_sig, f.filename,
            f.version, s.sha256, f.blind_key, s.requires_python, s.yanked_reason, s.metadata_sha256,
            s.provenance, f.upstream_url, f.kept_key, f.metadata_key, f.signature_key,
            f.provenance_key, f.md5, f.blake2b, s.claimed_hash, s.size_learnt, s.metadata_learnt
          from file f cross join lateral (
            select serial, size, yanked, metadata, gpg_sig, sha256, requires_python, yanked_reason,
              metadata_sha256, provenance, claimed_hash, size_learnt, metadata_learnt
            from file_state where project = f.project and file = f.id
            union all select 0, f.size, f.yanked, f.metadata, f.gpg_sig, f.sha256, f.requires_python,
              f.yanked_reason, f.metadata_sha256, f.provenance, f.claimed_hash, f.size_learnt,
              f.metadata_learnt
            order by serial desc limit 1) s
          where f.project = ? and f.id = any(?)
          """;

  private static final String INSERT_STATE =
      """
      insert into file_state (project, file, serial, instant, size, yanked, metadata, gpg_sig,
        sha256, requires_python, yanked_reason, metadata_sha256, provenance, claimed_hash,
        size_learnt, metadata_learnt)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Sql sql;
  private final Copy copy;

  Files(Sql sql, Copy copy) {
    this.sql = sql;
    this.copy = copy;
  }

  /** What the project's page lists at a moment, each file in its state of then. */
  public List<CatalogueFile> at(long project, Moment moment) {
    List<Long> one = List.of(project);
    Instant instant = moment.instant();
    return sql.of(SELECT + " and " + LISTED, one, instant, one, instant, instant).list(Files::read);
  }

  /** What {@link #at} gives, in numbers; nothing is read for it. */
  public Weight weight(long project, Moment moment) {
    List<Long> one = List.of(project);
    Instant instant = moment.instant();
    return sql.of(
            "select " + Weight.COLUMNS + " from (" + SELECT + " and " + LISTED + ") a",
            one,
            instant,
            one,
            instant,
            instant)
        .first(Weight::read)
        .orElseThrow();
  }

  /** The newest change that brought a file which the project's page lists at a moment, or 0. */
  public long newest(long project, Moment moment) {
    return sql.of(
            "select coalesce(max(f.from_serial), 0) serial from file f where f.project = ? and "
                + LISTED,
            project,
            moment.instant(),
            moment.instant())
        .first(row -> row.number("serial"))
        .orElse(0L);
  }

  /**
   * Whatever had this name in one of these projects at any time, in its state of now; what is
   * listed now first.
   */
  public List<CatalogueFile> named(Collection<Long> projects, String filename) {
    return sql.of(
            SELECT
                + " and f.filename = ?"
                + " order by f.to_serial desc nulls first, f.from_serial desc",
            projects,
            Instant.MAX,
            projects,
            filename)
        .list(Files::read);
  }

  /** The names of all files that the project ever had, each once. */
  public List<String> names(long project) {
    return sql.of("select distinct filename from file where project = ?", project)
        .list(row -> row.text("filename"));
  }

  /** Whatever the project ever had, in its state of now. */
  public List<CatalogueFile> ever(long project) {
    List<Long> one = List.of(project);
    return sql.of(SELECT + " order by f.from_serial, f.id", one, Instant.MAX, one)
        .list(Files::read);
  }

  /** Begins ended files again, the same bytes in the state that they had. */
  public void again(Stamp stamp, long project, Collection<Long> files) {
    sql.of(INSERT_AGAIN, stamp.serial(), stamp.instant(), project, files).update();
  }

  public void add(Stamp stamp, long project, List<NewFile> files) {
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
    FileState state = file.state();
    return Arrays.asList(
        project,
        stamp.serial(),
        file.visibleFrom(stamp.instant()),
        file.uploadTime(),
        state.size(),
        state.yanked(),
        state.metadata(),
        state.gpgSig(),
        file.filename(),
        file.version(),
        bytes(state.sha256()),
        file.blindKey(),
        state.requiresPython(),
        state.yankedReason(),
        bytes(state.metadataSha256()),
        state.provenance(),
        file.upstreamUrl(),
        file.keptKey(),
        file.metadataKey(),
        file.signatureKey(),
        file.provenanceKey(),
        bytes(file.md5()),
        bytes(file.blake2b()),
        state.claimedHash(),
        state.sizeLearnt(),
        state.metadataLearnt());
  }

  private static List<Object> parameters(Stamp stamp, long project, long file, FileState state) {
    return Arrays.asList(
        project,
        file,
        stamp.serial(),
        stamp.instant(),
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
        state.metadataLearnt());
  }

  private static byte[] bytes(@Nullable String hex) {
    return hex == null ? null : HexFormat.of().parseHex(hex);
  }

  private static CatalogueFile read(Row row) {
    FileState first = FileState.read(row, "first_");
    return new CatalogueFile(
        row.number("id"),
        row.number("project"),
        row.text("filename"),
        row.text("version"),
        row.numberOrNull("later_serial") == null ? first : FileState.read(row, "later_"),
        row.text("blind_key"),
        row.instant("visible_from"),
        row.instant("visible_to"),
        row.number("from_serial"),
        row.numberOrNull("to_serial"),
        row.text("upstream_url"),
        row.text("kept_key"),
        row.text("metadata_key"),
        row.text("signature_key"),
        row.text("provenance_key"),
        row.instant("missed_since"),
        row.hex("md5"),
        row.hex("blake2b"),
        row.numberOrNull("purged_serial") != null);
  }
}
