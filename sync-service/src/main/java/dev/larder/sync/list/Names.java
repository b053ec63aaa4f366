package dev.larder.sync.list;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;

/** Is told the names of a list, one by one. */
@FunctionalInterface
public interface Names {
  /**
   * A name.
   *
   * @param name normalised
   * @param serial of the project, or null
   */
  void accept(String name, @Nullable Long serial) throws IOException;
}
