package dev.larder.packaging;

import java.util.regex.Pattern;

/** The platform tags of wheels. */
public final class PlatformTag {

  private static final Pattern WELL_FORMED =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*");

  private PlatformTag() {}

  /**
   * Whether it is made as PEP 425 says: a platform's name and what it adds, underscores between.
   * Which platforms there are nobody lists: PyPI takes those that can be installed elsewhere than
   * where they were built; a private index is where the others go, from {@code linux_x86_64} to
   * {@code freebsd_14_1_release_amd64}.
   */
  public static boolean isWellFormed(String tag) {
    return WELL_FORMED.matcher(tag).matches();
  }
}
