package dev.larder.packaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A version specifier (PEP 440): clauses that must all hold. No clause at all holds for every
 * version.
 */
public final class SpecifierSet {

  private final List<Specifier> specifiers;

  private SpecifierSet(List<Specifier> specifiers) {
    this.specifiers = specifiers;
  }

  /**
   * The clauses between commas (empty ones are ignored), or empty where one of them is not valid.
   */
  public static Optional<SpecifierSet> parse(String text) {
    var specifiers = new ArrayList<Specifier>();
    for (String part : text.split(",", -1)) {
      if (!Whitespace.strip(part).isEmpty()) {
        Optional<Specifier> specifier = Specifier.parse(part);
        if (specifier.isEmpty()) {
          return Optional.empty();
        }
        specifiers.add(specifier.get());
      }
    }
    specifiers.sort(Comparator.comparing(Specifier::toString));
    return Optional.of(new SpecifierSet(List.copyOf(new LinkedHashSet<>(specifiers))));
  }

  /**
   * The specifier.
   *
   * @throws IllegalArgumentException with one line that names the text, where it is not valid
   */
  public static SpecifierSet of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a valid version specifier (PEP 440)".formatted(OneLine.of(text))));
  }

  public List<Specifier> specifiers() {
    return specifiers;
  }

  /**
   * Whether the version satisfies every clause. A pre-release may: asked about one version alone,
   * there is no final release to be preferred to it (PEP 440, "Handling of pre-releases").
   */
  public boolean contains(Version version) {
    return contains(version, true);
  }

  /** Whether the version satisfies every clause; never a pre-release unless {@code prereleases}. */
  public boolean contains(Version version, boolean prereleases) {
    return (prereleases || !version.isPrerelease())
        && specifiers.stream().allMatch(s -> s.contains(version));
  }

  /** The same for a version as somebody wrote it; {@code ===} compares this very text. */
  public boolean contains(String versionText) {
    Optional<Version> version = Version.parse(versionText);
    return specifiers.stream().allMatch(s -> s.contains(versionText, version));
  }

  /**
   * The versions that satisfy every clause, in their order. Pre-releases are among them only where
   * a clause names one, or where no final release satisfies the clauses.
   */
  public List<Version> filter(Collection<Version> versions) {
    List<Version> matching = versions.stream().filter(this::contains).toList();
    if (specifiers.stream().anyMatch(Specifier::asksForPrereleases)) {
      return matching;
    }
    List<Version> finals = matching.stream().filter(v -> !v.isPrerelease()).toList();
    return finals.isEmpty() ? matching : finals;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpecifierSet set && specifiers.equals(set.specifiers);
  }

  @Override
  public int hashCode() {
    return specifiers.hashCode();
  }

  /** The clauses in the order of their text, each once, with commas between them. */
  @Override
  public String toString() {
    return String.join(",", specifiers.stream().map(Specifier::toString).toList());
  }
}
