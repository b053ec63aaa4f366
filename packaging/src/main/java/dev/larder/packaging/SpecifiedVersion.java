package dev.larder.packaging;

import dev.larder.packaging.Specifier.Operator;
import java.util.List;
import java.util.Optional;

/** The version in a clause, and what each operator means by it (PEP 440, "Version specifiers"). */
record SpecifiedVersion(Version version, boolean wildcard) {

  boolean isAllowedWith(Operator operator) {
    VersionParts parts = version.parts();
    boolean plain =
        parts.pre().isEmpty()
            && parts.post().isEmpty()
            && parts.dev().isEmpty()
            && parts.local().isEmpty();
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> !wildcard || plain;
      case COMPATIBLE -> !wildcard && parts.local().isEmpty() && parts.release().size() > 1;
      case AT_MOST, AT_LEAST, LESS, GREATER -> !wildcard && parts.local().isEmpty();
      case IDENTICAL -> true;
    };
  }

  boolean matches(Operator operator, Version candidate) {
    return switch (operator) {
      case EQUAL -> isEqual(candidate);
      case NOT_EQUAL -> !isEqual(candidate);
      case COMPATIBLE ->
          candidate.compareTo(version) >= 0
              && beginsWith(candidate, withoutLast(version.parts().release()));
      case AT_LEAST -> candidate.compareTo(version) >= 0;
      case AT_MOST -> candidate.publicVersion().compareTo(version) <= 0;
      case LESS -> candidate.compareTo(version.isPrerelease() ? version : firstPrerelease()) < 0;
      case GREATER -> candidate.publicVersion().compareTo(version) > 0 && !isPostOfThis(candidate);
      case IDENTICAL -> throw new IllegalStateException("=== compares texts");
    };
  }

  private boolean isEqual(Version candidate) {
    if (wildcard) {
      return beginsWith(candidate, version.parts().release());
    }
    return version.equals(version.local().isPresent() ? candidate : candidate.publicVersion());
  }

  private boolean beginsWith(Version candidate, List<String> prefix) {
    if (!candidate.parts().epoch().equals(version.parts().epoch())) {
      return false;
    }
    for (int i = 0; i < prefix.size(); i++) {
      if (!prefix.get(i).equals(VersionOrder.numberAt(candidate.parts().release(), i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> withoutLast(List<String> release) {
    return release.subList(0, release.size() - 1);
  }

  /** {@code <1.0} leaves out the pre-releases of 1.0 too. */
  private Version firstPrerelease() {
    VersionParts p = version.parts();
    return new Version(
        new VersionParts(p.epoch(), p.release(), p.pre(), p.post(), Optional.of("0"), List.of()));
  }

  /** {@code >1.0} leaves out 1.0.post1, {@code >1.0.post1} doesn't leave out 1.0.post2. */
  private boolean isPostOfThis(Version candidate) {
    VersionParts mine = version.parts();
    VersionParts its = candidate.parts();
    return mine.post().isEmpty()
        && mine.dev().isEmpty()
        && mine.epoch().equals(its.epoch())
        && VersionOrder.compareReleases(mine.release(), its.release()) == 0
        && mine.pre().equals(its.pre());
  }
}
