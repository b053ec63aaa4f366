package dev.larder.index.address;

import dev.larder.index.page.PagePath;
import dev.larder.index.page.SnapshotPath;
import dev.larder.index.pypi.PypiPath;
import dev.larder.index.snapshot.SnapshotName;
import dev.larder.packaging.FileName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a path on this server is the address of. */
sealed interface Address {
  Pattern KEY = Pattern.compile("[0-9a-f]{64}|u-[0-9a-f]{40}");

  /** Something that a repository shows at a snapshot. */
  record Shown(SnapshotPath snapshotPath, String what, Optional<String> project)
      implements Address {}

  /** A file, which has no snapshot. */
  record OfFile(String repository, String filename, Optional<String> project) implements Address {}

  /** Takes a path apart; empty if it is no address of content. */
  static Optional<Address> parse(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return Optional.empty();
    }
    Optional<PagePath> page = PagePath.parse(rawPath);
    if (page.isPresent()) {
      SnapshotPath snapshotPath = new SnapshotPath(page.get().repository(), page.get().snapshot());
      String what = page.get().project().isPresent() ? "project page" : "root page";
      return Optional.of(new Shown(snapshotPath, what, page.get().project()));
    }
    Optional<PypiPath> json = PypiPath.parse(rawPath);
    if (json.isPresent()) {
      return Optional.of(
          new Shown(json.get().snapshotPath(), "json", Optional.of(json.get().project())));
    }
    List<String> parts = PagePath.parts(rawPath);
    return parts.stream().anyMatch(String::isEmpty)
        ? Optional.empty()
        : file(parts).or(() -> repository(parts));
  }

  private static Optional<Address> file(List<String> parts) {
    int packages = parts.size() - 3;
    return packages >= 0
            && packages <= 1
            && parts.get(packages).equals("packages")
            && KEY.matcher(parts.get(packages + 1)).matches()
        ? Optional.of(
            new OfFile(
                packages == 1 ? parts.getFirst() : "",
                parts.getLast(),
                FileName.parse(parts.getLast().replaceFirst("\\.(metadata|asc|provenance)$", ""))
                    .map(name -> name.project().normalised())))
        : Optional.empty();
  }

  private static Optional<Address> repository(List<String> parts) {
    return switch (parts.size()) {
      case 1 ->
          Optional.of(
              repository(
                  SnapshotName.looksLikeOne(parts.getFirst())
                      ? new SnapshotPath("", parts.getFirst())
                      : new SnapshotPath(parts.getFirst(), SnapshotName.LATEST)));
      case 2 ->
          SnapshotName.looksLikeOne(parts.getLast())
              ? Optional.of(repository(new SnapshotPath(parts.getFirst(), parts.getLast())))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Address repository(SnapshotPath snapshotPath) {
    return new Shown(snapshotPath, "repository", Optional.empty());
  }
}
