package dev.larder.index.xmlrpc;

import dev.larder.packaging.FileName;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Version;
import dev.larder.packaging.WheelName;
import io.micronaut.core.annotation.Introspected;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the changelog.
 *
 * @param source whose project it is about
 * @param project normalised
 * @param done what was done, in the log's word
 * @param subject what of the project, or null
 */
@Introspected
record Entry(
    long serial,
    Instant instant,
    int source,
    String project,
    String displayName,
    String done,
    @Nullable String subject) {

  /** The same, of nothing that anybody could name. */
  Entry unnamed() {
    return new Entry(serial, instant, source, project, displayName, done, null);
  }

  /** The version that it is about, if it is about one, or about one file. */
  Optional<String> version() {
    return file()
        .map(FileName::versionText)
        .or(() -> Optional.ofNullable(subject).flatMap(Version::parse).map(Version::toString));
  }

  boolean isOfAFile() {
    return file().isPresent();
  }

  /** What was done: of a new file as PyPI says it, else in the log's words. */
  String action() {
    if (subject == null) {
      return done;
    }
    return switch (done) {
      case "publish", "replace" -> "add %s file %s".formatted(python(), subject);
      default -> done + " " + subject;
    };
  }

  private String python() {
    return file()
        .filter(WheelName.class::isInstance)
        .map(name -> String.join(".", ((WheelName) name).pythonTags()))
        .orElse("source");
  }

  private Optional<FileName> file() {
    return Optional.ofNullable(subject)
        .flatMap(name -> ProjectName.parse(project).flatMap(of -> FileName.of(name, of)));
  }
}
