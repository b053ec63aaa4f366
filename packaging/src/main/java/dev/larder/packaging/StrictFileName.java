package dev.larder.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads file names as PyPI reads those of uploads. */
final class StrictFileName {

  private static final List<String> SDIST_EXTENSIONS = List.of(".tar.gz", ".zip");

  private StrictFileName() {}

  static Optional<FileName> parse(String filename) {
    if (filename.endsWith(WheelName.EXTENSION)) {
      return wheel(filename);
    }
    return SDIST_EXTENSIONS.stream()
        .filter(filename::endsWith)
        .findFirst()
        .flatMap(e -> sdist(filename, e));
  }

  private static Optional<FileName> wheel(String filename) {
    String stem = filename.substring(0, filename.length() - WheelName.EXTENSION.length());
    int dash = stem.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    String distribution = stem.substring(0, dash);
    return ProjectName.parse(distribution)
        .filter(name -> !distribution.contains("__"))
        .flatMap(
            name ->
                WheelTail.parse(stem.substring(dash + 1))
                    .map(tail -> tail.wheel(filename, distribution, name)))
        .filter(wheel -> wheel.version().isPresent())
        .map(wheel -> wheel);
  }

  private static Optional<FileName> sdist(String filename, String extension) {
    String stem = filename.substring(0, filename.length() - extension.length());
    // a PEP 440 version in a file name holds no hyphen
    int dash = stem.lastIndexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    String distribution = stem.substring(0, dash);
    String versionText = stem.substring(dash + 1);
    return ProjectName.parse(distribution)
        .flatMap(
            name ->
                Version.parse(versionText)
                    .map(
                        v ->
                            new SdistName(
                                filename,
                                distribution,
                                name,
                                versionText,
                                Optional.of(v),
                                extension)));
  }

  /** What follows the project's name in a wheel's file name. */
  record WheelTail(
      String versionText,
      Optional<String> build,
      List<String> python,
      List<String> abi,
      List<String> platform,
      Optional<String> variant) {

    private static final int TAGS = 3;

    /** What follows the version begins with a digit where it is a build; no Python tag does. */
    static Optional<WheelTail> parse(String text) {
      List<String> parts = Arrays.asList(text.split("-", -1));
      boolean hasBuild =
          parts.size() > 1 && !parts.get(1).isEmpty() && Numeral.isDigit(parts.get(1).charAt(0));
      int firstTag = hasBuild ? 2 : 1;
      int afterTags = firstTag + TAGS;
      if (parts.size() < afterTags || parts.size() > afterTags + 1) {
        return Optional.empty();
      }
      Optional<String> build = hasBuild ? Optional.of(parts.get(1)) : Optional.empty();
      Optional<String> variant = parts.stream().skip(afterTags).findFirst();
      if (variant.filter(label -> !isLabel(label)).isPresent()) {
        return Optional.empty();
      }
      List<List<String>> tags =
          parts.subList(firstTag, afterTags).stream()
              .map(set -> List.of(set.split("\\.", -1)))
              .toList();
      boolean named = tags.stream().flatMap(List::stream).noneMatch(String::isEmpty);
      return named && tags.getFirst().stream().allMatch(WheelTail::isIdentifier)
          ? Optional.of(
              new WheelTail(
                  parts.getFirst(), build, tags.get(0), tags.get(1), tags.get(2), variant))
          : Optional.empty();
    }

    /** One that reads as the platform of pure Python is a wheel's with a part too many. */
    private static boolean isLabel(String text) {
      return !text.isEmpty()
          && !text.equals("any")
          && text.chars()
              .allMatch(
                  c -> Numeral.isDigit((char) c) || (c >= 'a' && c <= 'z') || c == '_' || c == '.');
    }

    private static boolean isIdentifier(String tag) {
      return !Numeral.isDigit(tag.charAt(0))
          && tag.chars().allMatch(c -> c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }

    WheelName wheel(String filename, String distribution, ProjectName project) {
      return new WheelName(
          filename,
          distribution,
          project,
          versionText,
          Version.parse(versionText),
          build,
          python,
          abi,
          platform,
          variant);
    }
  }
}
