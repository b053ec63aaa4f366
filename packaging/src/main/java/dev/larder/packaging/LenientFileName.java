package dev.larder.packaging;

import dev.larder.packaging.StrictFileName.WheelTail;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads file names as a mirror meets them, given the project whose page lists them. */
final class LenientFileName {

  private static final List<String> SDIST_EXTENSIONS =
      List.of(".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz", ".tar.Z", ".tar");

  private static final Pattern BUILT_FOR_A_PLATFORM =
      Pattern.compile(
          "[.-](linux|macosx|win32|win-amd64|cygwin|freebsd|darwin|solaris)(?![a-z0-9])");

  private LenientFileName() {}

  static Optional<FileName> parse(String filename, ProjectName project) {
    if (filename.endsWith(WheelName.EXTENSION)) {
      String stem = filename.substring(0, filename.length() - WheelName.EXTENSION.length());
      return endOfName(stem, project)
          .flatMap(
              dash ->
                  WheelTail.parse(stem.substring(dash + 1))
                      .map(tail -> tail.wheel(filename, stem.substring(0, dash), project)))
          .filter(wheel -> !wheel.versionText().isEmpty())
          .map(wheel -> wheel);
    }
    if (filename.endsWith(VariantsName.ENDING)) {
      return variants(filename, project);
    }
    return SDIST_EXTENSIONS.stream()
        .filter(filename::endsWith)
        .findFirst()
        .flatMap(extension -> sdist(filename, extension, project));
  }

  private static Optional<FileName> variants(String filename, ProjectName project) {
    String stem = filename.substring(0, filename.length() - VariantsName.ENDING.length());
    return endOfName(stem, project)
        .flatMap(
            dash ->
                Version.parse(stem.substring(dash + 1))
                    .map(
                        version ->
                            new VariantsName(
                                filename,
                                stem.substring(0, dash),
                                project,
                                stem.substring(dash + 1),
                                Optional.of(version))));
  }

  private static Optional<FileName> sdist(String filename, String extension, ProjectName project) {
    String stem = filename.substring(0, filename.length() - extension.length());
    return endOfName(stem, project)
        .map(
            dash ->
                sdist(
                    filename,
                    stem.substring(0, dash),
                    project,
                    stem.substring(dash + 1),
                    extension))
        .filter(sdist -> sdist.version().isPresent() || isLegacyVersion(sdist.versionText()))
        .map(sdist -> sdist);
  }

  private static SdistName sdist(
      String filename,
      String distribution,
      ProjectName project,
      String versionText,
      String extension) {
    return new SdistName(
        filename, distribution, project, versionText, Version.parse(versionText), extension);
  }

  /** {@code bdist_dumb} archives end like sdists, with a platform before the ending. */
  private static boolean isLegacyVersion(String text) {
    return !text.isEmpty() && !BUILT_FOR_A_PLATFORM.matcher(text).find();
  }

  /** Where the hyphen stands between the project's name, however it is spelt, and the version. */
  private static Optional<Integer> endOfName(String stem, ProjectName project) {
    for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
      if (ProjectName.normalise(stem.substring(0, dash)).equals(project.normalised())) {
        return Optional.of(dash);
      }
    }
    return Optional.empty();
  }
}
