package dev.larder.index.batch;

import dev.larder.index.file.FileChanges;
import dev.larder.index.file.NewFile;
import dev.larder.index.look.Difference;
import dev.larder.index.upstream.LeftOut;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be written of the projects of a batch, as rows of {@link Staging}'s tables. */
final class StagedRows {
  static final String PROJECT =
      "id, name, known, last_serial, looked_before, shows, begins, first_seen, look_found,"
          + " look_serial, look_etag, status_differs, status_first, status, reason,"
          + " left_out_differs, late_since, late_looks";

  /** What beside the projects themselves something is to be written of. */
  enum Part {
    FILES,
    STATES,
    ENDS,
    MOVES,
    MISSES,
    STATUSES,
    LEFT_OUT,
    LATE
  }

  private final Set<Part> parts = EnumSet.noneOf(Part.class);
  private final List<List<Object>> projects = new ArrayList<>();
  private final List<List<Object>> files = new ArrayList<>();
  private final List<List<Object>> states = new ArrayList<>();
  private final List<List<Object>> leftOuts = new ArrayList<>();
  private final List<List<Object>> events = new ArrayList<>();

  /** Takes the rows of a table. */
  interface Taker {
    void take(String table, String columns, List<List<Object>> rows);
  }

  /** Gives the rows away that there are. */
  void give(Taker taker) {
    taker.take("staged_project", PROJECT, projects);
    taker.take(
        "staged_file",
        "project, visible_from, filename, version, "
            + FileChanges.STATE
            + ", upload_time, blind_key, upstream_url",
        files);
    taker.take("staged_state", "project, file, " + FileChanges.STATE, states);
    taker.take("staged_left_out", "project, what, why, count, examples", leftOuts);
    taker.take("staged_event", "what, project, file, instant, url", events);
    List.of(projects, files, states, leftOuts, events).forEach(List::clear);
  }

  /** Whether there is, or was, anything of that. */
  boolean has(Part part) {
    return parts.contains(part);
  }

  /** A project, in the order of {@link #PROJECT}. */
  void project(Object... values) {
    projects.add(Arrays.asList(values));
  }

  /** One of the projects was looked at of a lower serial. */
  void late() {
    parts.add(Part.LATE);
  }

  /** What a look at a project taught. */
  void add(long project, Difference difference, Instant lookedAt) {
    if (difference.status().isPresent()) {
      parts.add(Part.STATUSES);
    }
    difference.begins().forEach(file -> begin(project, file));
    difference.states().forEach((file, state) -> state(project, file, FileChanges.values(state)));
    difference.ends().forEach((file, at) -> event(Part.ENDS, project, file, finite(at), null));
    difference.moved().forEach((file, url) -> event(Part.MOVES, project, file, null, url));
    difference.missed().forEach(file -> event(Part.MISSES, project, file, lookedAt, null));
    difference.seenAgain().forEach(file -> event(Part.MISSES, project, file, null, null));
  }

  /** What is left out of a project's page, in place of what was. */
  void add(long project, List<LeftOut> leftOut) {
    parts.add(Part.LEFT_OUT);
    for (LeftOut each : leftOut) {
      leftOuts.add(
          Arrays.asList(project, each.what(), each.why(), each.count(), array(each.examples())));
    }
  }

  private void begin(long project, NewFile.Mirrored file) {
    List<Object> row = new ArrayList<>(20);
    Collections.addAll(row, project, file.from().orElse(null), file.filename(), file.version());
    Collections.addAll(row, FileChanges.values(file.state()));
    Collections.addAll(row, file.uploadTime(), file.blindKey(), file.url());
    files.add(row);
    parts.add(Part.FILES);
  }

  private void state(long project, long file, Object[] values) {
    List<Object> row = new ArrayList<>(16);
    Collections.addAll(row, project, file);
    Collections.addAll(row, values);
    states.add(row);
    parts.add(Part.STATES);
  }

  private void event(
      Part what, long project, long file, @Nullable Instant instant, @Nullable String url) {
    parts.add(what);
    events.add(Arrays.asList(what.name(), project, file, instant, url));
  }

  /** Null for the change's. */
  private static @Nullable Instant finite(Instant instant) {
    return instant.equals(Instant.MAX) ? null : instant;
  }

  private static String array(List<String> texts) {
    return texts.stream()
        .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
