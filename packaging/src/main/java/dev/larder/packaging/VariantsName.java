package dev.larder.packaging;

import java.util.Optional;

/**
 * The name of the file that says what the variant wheels of a version are for (PEP 825): {@code
 * {distribution}-{version}-variants.json}. An index makes it, nobody uploads it.
 */
public record VariantsName(
    String filename,
    String distribution,
    ProjectName project,
    String versionText,
    Optional<Version> version)
    implements FileName {

  public static final String ENDING = "-variants.json";
}
