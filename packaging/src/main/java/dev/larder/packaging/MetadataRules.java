package dev.larder.packaging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the fields of core metadata must hold, beyond that they can be read. */
public final class MetadataRules {

  /** In characters, as PyPI has it. */
  public static final int LONGEST_SUMMARY = 512;

  /** What those may not say who leave other fields to a build (PEP 643). */
  private static final Set<MetadataField> NEVER_DYNAMIC =
      Set.of(MetadataField.NAME, MetadataField.VERSION, MetadataField.METADATA_VERSION);

  private MetadataRules() {}

  /**
   * A field that is not as it must be.
   *
   * @param reason one line
   */
  public record Violation(MetadataField field, String reason) {}

  /** The first field that breaks a rule. */
  public static Optional<Violation> check(CoreMetadata metadata) {
    return Stream.<Function<CoreMetadata, Optional<Violation>>>of(
            MetadataRules::summary,
            MetadataRules::limits,
            MetadataRules::contentType,
            MetadataRules::requiresPython,
            m -> invalid(m, MetadataField.REQUIRES_DIST, t -> Requirement.parse(t).isPresent()),
            m -> invalid(m, MetadataField.PROVIDES_EXTRA, t -> ProjectName.parse(t).isPresent()),
            MetadataRules::dynamic,
            MetadataRules::license,
            MetadataRules::licenseFiles,
            LinkRules::check,
            MetadataRules::classifiers,
            m -> invalid(m, MetadataField.PROVIDES_DIST, t -> Requirement.parse(t).isPresent()),
            m -> invalid(m, MetadataField.OBSOLETES_DIST, t -> Requirement.parse(t).isPresent()),
            m -> invalid(m, MetadataField.IMPORT_NAME, ImportName::isValid),
            m -> invalid(m, MetadataField.IMPORT_NAMESPACE, ImportName::isValid))
        .map(rule -> rule.apply(metadata))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether {@code License-File} names files of the distribution (PEP 639). */
  public static boolean namesLicenseFiles(CoreMetadata metadata) {
    String version = metadata.metadataVersion();
    int dot = version.indexOf('.');
    int major = Integer.parseInt(version.substring(0, dot));
    int minor = Integer.parseInt(version.substring(dot + 1));
    return major == 2 && minor >= 4;
  }

  private interface Rule {
    boolean holds(String value);
  }

  private static Optional<Violation> invalid(
      CoreMetadata metadata, MetadataField field, Rule rule) {
    return metadata.all(field).stream()
        .filter(value -> !rule.holds(Whitespace.strip(value)))
        .findFirst()
        .map(value -> isInvalid(field, value));
  }

  private static Violation isInvalid(MetadataField field, String value) {
    return new Violation(
        field, "'%s' is invalid for '%s'".formatted(OneLine.of(value), key(field)));
  }

  private static String key(MetadataField field) {
    return field.header().toLowerCase(Locale.ROOT);
  }

  private static Optional<Violation> summary(CoreMetadata metadata) {
    String summary = Whitespace.strip(metadata.summary().orElse(""));
    if (summary.lines().count() > 1) {
      return violation(MetadataField.SUMMARY, "'summary' must be a single line");
    }
    return summary.length() > LONGEST_SUMMARY
        ? violation(
            MetadataField.SUMMARY,
            "'summary' field must be %d characters or less".formatted(LONGEST_SUMMARY))
        : Optional.empty();
  }

  private static Optional<Violation> limits(CoreMetadata metadata) {
    return metadata
        .tooLarge()
        .map(
            field ->
                new Violation(
                    field,
                    "It is too long: at most %d bytes are taken"
                        .formatted(FieldLimit.of(field).bytes())));
  }

  private static Optional<Violation> contentType(CoreMetadata metadata) {
    return metadata
        .descriptionContentType()
        .map(Whitespace::strip)
        .filter(value -> !value.isEmpty())
        .flatMap(ContentTypes::wrong)
        .flatMap(reason -> violation(MetadataField.DESCRIPTION_CONTENT_TYPE, reason));
  }

  private static Optional<Violation> requiresPython(CoreMetadata metadata) {
    return invalid(
        metadata, MetadataField.REQUIRES_PYTHON, text -> SpecifierSet.parse(text).isPresent());
  }

  private static Optional<Violation> dynamic(CoreMetadata metadata) {
    for (String value : metadata.dynamic()) {
      Optional<MetadataField> field = MetadataField.ofHeader(Whitespace.strip(value));
      if (field.isEmpty()) {
        return violation(
            MetadataField.DYNAMIC,
            "'%s' is not a valid dynamic field".formatted(OneLine.of(value)));
      }
      if (NEVER_DYNAMIC.contains(field.get())) {
        return violation(
            MetadataField.DYNAMIC,
            "'%s' is not allowed as a dynamic field".formatted(key(field.get())));
      }
    }
    return Optional.empty();
  }

  private static Optional<Violation> license(CoreMetadata metadata) {
    Optional<String> expression = metadata.licenseExpression();
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    if (metadata.license().filter(text -> !Whitespace.strip(text).isEmpty()).isPresent()) {
      return violation(
          MetadataField.LICENSE,
          "License is deprecated when License-Expression is present. Only License-Expression should be present");
    }
    return invalid(
        metadata,
        MetadataField.LICENSE_EXPRESSION,
        text -> LicenseExpression.parse(text).isPresent());
  }

  private static Optional<Violation> licenseFiles(CoreMetadata metadata) {
    if (!namesLicenseFiles(metadata)) {
      return Optional.empty();
    }
    for (String path : metadata.licenseFiles()) {
      Optional<String> wrong = wrongPath(path);
      if (wrong.isPresent()) {
        return violation(
            MetadataField.LICENSE_FILE,
            "'%s' is invalid for 'license-file', %s".formatted(OneLine.of(path), wrong.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongPath(String path) {
    if (List.of(path.split("/", -1)).contains("..")) {
      return Optional.of("parent directory indicators are not allowed");
    }
    if (path.contains("*")) {
      return Optional.of("paths must be resolved");
    }
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      return Optional.of("paths must be relative");
    }
    return path.contains("\\") ? Optional.of("paths must use '/' delimiter") : Optional.empty();
  }

  /**
   * Only by their form (PEP 301): a list of those that PyPI knows would age, companies have their
   * own, and those of {@code Private} are there to keep a package from PyPI.
   */
  private static Optional<Violation> classifiers(CoreMetadata metadata) {
    return metadata.classifiers().stream()
        .map(Whitespace::strip)
        .filter(value -> !isClassifier(value))
        .findFirst()
        .flatMap(
            value ->
                violation(
                    MetadataField.CLASSIFIER,
                    "'%s' is not a valid classifier".formatted(OneLine.of(value))));
  }

  private static boolean isClassifier(String value) {
    String[] parts = value.split(" :: ", -1);
    return parts.length > 1
        && value.lines().count() == 1
        && Stream.of(parts).noneMatch(part -> Whitespace.strip(part).isEmpty());
  }

  private static Optional<Violation> violation(MetadataField field, String reason) {
    return Optional.of(new Violation(field, reason));
  }
}
