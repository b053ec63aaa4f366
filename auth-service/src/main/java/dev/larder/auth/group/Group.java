package dev.larder.auth.group;

import dev.larder.auth.owner.Rights;
import java.util.List;

/**
 * People who may the same.
 *
 * @param repos ids of the repositories that they read, {@code *} is all; none for administrators,
 *     who may everything
 * @param sources ids of the sources that they read and write, {@code *} is all; none unless they
 *     are publishers
 */
public record Group(String name, Role role, List<String> repos, List<String> sources) {

  /** What it lets its people do. */
  Rights rights() {
    return Rights.of(List.of(role.text()), sources, repos);
  }

  /** The group that the first administrator is in. */
  public static final Group ADMINISTRATORS =
      new Group("administrators", Role.ADMIN, List.of(), List.of());
}
