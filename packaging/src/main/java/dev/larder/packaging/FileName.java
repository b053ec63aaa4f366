package dev.larder.packaging;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The name of a distribution file, taken apart: a wheel's, an sdist's, or that of the file that
 * says what a version's variant wheels are for.
 */
public sealed interface FileName permits WheelName, SdistName, VariantsName {

  /** The whole name. */
  String filename();

  /** The part of the name that stands for the project, as it is written there. */
  String distribution();

  ProjectName project();

  /** The part of the name that stands for the version, as it is written there. */
  String versionText();

  /**
   * The version. Always present in what {@link #parse} gives; empty only for a legacy file that
   * {@link #of} has taken apart and whose version PEP 440 doesn't know (such as {@code
   * pytz-2004d.tar.gz}); {@link #versionText} has it then.
   */
  Optional<Version> version();

  /**
   * Whether both say the same but for their spelling: one version of one project, for sdists; for
   * wheels, of one build for the same tags and variant, too. An installer has no reason to prefer
   * either.
   */
  default boolean saysTheSame(FileName other) {
    return project().equals(other.project())
        && version().isPresent()
        && version().equals(other.version())
        && switch (this) {
          case SdistName _ -> other instanceof SdistName;
          case WheelName wheel -> other instanceof WheelName one && wheel.fitsTheSame(one);
          case VariantsName _ -> other instanceof VariantsName;
        };
  }

  /**
   * Strict, as an upload is read: a wheel by PEP 427 and PEP 825, an sdist by PEP 625 ({@code
   * .tar.gz}, and {@code .zip} as before it), its version valid by PEP 440. Only printable ASCII
   * without slashes, blanks and quotes is a file name here.
   */
  static Optional<FileName> parse(String filename) {
    return isPlain(filename) ? StrictFileName.parse(filename) : Optional.empty();
  }

  /**
   * Lenient, as a mirror must be: a wheel or an sdist of that project, in every archive format that
   * PyPI ever took, with unnormalised names (the project's name tells where the version begins) and
   * versions that PEP 440 doesn't know; or its list of variants (PEP 825). Empty for what is of
   * another project, and for eggs, {@code bdist_wininst}, {@code rpm} and everything else.
   */
  static Optional<FileName> of(String filename, ProjectName project) {
    return isPlain(filename) ? LenientFileName.parse(filename, project) : Optional.empty();
  }

  /**
   * Every way to read a wheel's or sdist's name while its project isn't known: a wheel's strictly,
   * an sdist's with each hyphen as the one before its version.
   */
  static List<FileName> readings(String filename) {
    if (filename.endsWith(WheelName.EXTENSION)) {
      return parse(filename).stream().toList();
    }
    return IntStream.range(0, filename.length())
        .filter(i -> filename.charAt(i) == '-')
        .mapToObj(dash -> ProjectName.parse(filename.substring(0, dash)))
        .flatMap(Optional::stream)
        .flatMap(project -> of(filename, project).stream())
        .filter(name -> name instanceof SdistName && name.version().isPresent())
        .toList();
  }

  private static boolean isPlain(String filename) {
    for (int i = 0; i < filename.length(); i++) {
      char c = filename.charAt(i);
      if (c <= ' ' || c >= 0x7f || "/\\\"'<>&%?#".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}
