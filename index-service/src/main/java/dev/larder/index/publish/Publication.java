package dev.larder.index.publish;

/** What became of an upload. */
public sealed interface Publication {

  /** Every page from this change on lists it. */
  record Published(long serial) implements Publication {}

  /** It has the place of another file of its name, from this change on. */
  record Replaced(long serial) implements Publication {}

  /** The very same file is there already, since that change. */
  record Identical(long serial) implements Publication {}

  /** The name is taken. */
  record Taken(String line) implements Publication {}

  /** It can't be in this source. */
  record Wrong(String line) implements Publication {}

  /** There is no such source. */
  record NoSource(String line) implements Publication {}
}
