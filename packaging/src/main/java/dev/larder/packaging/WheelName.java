package dev.larder.packaging;

import java.util.List;
import java.util.Optional;

/**
 * A wheel's file name (PEP 427): {@code
 * {distribution}-{version}(-{build})?-{python}-{abi}-{platform}.whl}.
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
    List<String> platformTags)
    implements FileName {

  public static final String EXTENSION = ".whl";

  /** The folder in the wheel that holds METADATA, WHEEL and RECORD, as this name spells it. */
  public String distInfo() {
    return distribution + "-" + versionText + ".dist-info";
  }
}
