package dev.larder.packaging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A wheel's file name (PEP 427, PEP 825): {@code
 * {distribution}-{version}(-{build})?-{python}-{abi}-{platform}(-{variant})?.whl}.
 *
 * @param variant the label of the variant of that build and these tags that it is
 */
public record WheelName(
    String filename,
    String distribution,
    ProjectName project,
    String versionText,
    Optional<Version> version,
    Optional<String> build,
    List<String> pythonTags,
    List<String> abiTags,
    List<String> platformTags,
    Optional<String> variant)
    implements FileName {

  public static final String EXTENSION = ".whl";

  /** The folder in the wheel that holds METADATA, WHEEL and RECORD, as this name spells it. */
  public String distInfo() {
    return distribution + "-" + versionText + ".dist-info";
  }

  /** Whether both are of one build and variant and for the same tags, in whatever order. */
  boolean fitsTheSame(WheelName other) {
    return build.equals(other.build)
        && variant.equals(other.variant)
        && tags(pythonTags).equals(tags(other.pythonTags))
        && tags(abiTags).equals(tags(other.abiTags))
        && tags(platformTags).equals(tags(other.platformTags));
  }

  private static Set<String> tags(List<String> tags) {
    return tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }
}
