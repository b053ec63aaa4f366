package dev.larder.index.look;

import dev.larder.index.database.Limited;
import dev.larder.index.project.Status;
import dev.larder.index.upstream.LeftOut;
import dev.larder.packaging.FieldLimit;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * What sync-service says that came of a look.
 *
 * @param project whose it is, among the looks of many; else null
 * @param status a project's (text) on a page, and an HTTP status (number) on a failure
 */
@Serdeable
public record LookAnswer(
    @Nullable String project,
    String outcome,
    @Nullable String etag,
    @Nullable Long serial,
    @Nullable Object status,
    @Nullable String statusReason,
    @Nullable List<ListedFile> files,
    @Nullable String detail,
    @Nullable Long retryAfter,
    @Nullable Boolean ours,
    @Nullable List<LeftOut> leftOut) {

  /** What it says of the project, if anything. */
  public Optional<Observation.Answer> said() {
    return switch (outcome) {
      case "page" -> Optional.of(page());
      case "unchanged" -> Optional.of(new Observation.Unchanged());
      case "missing" -> Optional.of(new Observation.Missing());
      default -> Optional.empty();
    };
  }

  private Observation.Page page() {
    return new Observation.Page(
        etag == null || FieldLimit.HEADER.allows(etag) ? etag : null,
        serial,
        status instanceof String text
            ? Optional.of(new Status(text, Limited.cut(statusReason, FieldLimit.STATUS_REASON)))
            : Optional.empty(),
        files == null ? List.of() : files.stream().filter(ListedFile::isWithinLimits).toList(),
        leftOut == null ? List.of() : leftOut);
  }
}
