package dev.larder.sync.list;

import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.ProjectName;
import java.util.Optional;

/** Names as lists have them: what can be none is passed over. */
final class ListedName {
  private ListedName() {}

  static Optional<ProjectName> of(String text) {
    return FieldLimit.PROJECT_NAME.allows(text) ? ProjectName.parse(text) : Optional.empty();
  }
}
