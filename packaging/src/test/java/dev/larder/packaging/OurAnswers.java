package dev.larder.packaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** This library's answers, in the shape in which {@code answer.py} gives Python's. */
final class OurAnswers {

  private OurAnswers() {}

  static Object to(List<String> question) {
    String first = question.get(1);
    return switch (question.getFirst()) {
      case "name" -> ProjectName.parse(first).map(ProjectName::normalised).orElse(null);
      case "version" -> Version.parse(first).map(OurAnswers::version).orElse(null);
      case "compare" -> compare(Version.of(first), Version.of(question.get(2)));
      case "specifier" -> SpecifierSet.parse(first).map(SpecifierSet::toString).orElse(null);
      case "same" -> SpecifierSet.of(first).equals(SpecifierSet.of(question.get(2)));
      case "contains" -> SpecifierSet.of(first).contains(question.get(2));
      case "contains_version" -> contains(SpecifierSet.of(first), Version.of(question.get(2)));
      case "filtered" -> filtered(SpecifierSet.of(first), question.subList(2, question.size()));
      case "wheel" -> FileName.parse(first).flatMap(OurAnswers::wheel).orElse(null);
      case "sdist" -> FileName.parse(first).flatMap(OurAnswers::sdist).orElse(null);
      case "metadata" -> metadata(first);
      case "requirement" -> Requirement.parse(first).map(OurAnswers::requirement).orElse(null);
      case "license" -> LicenseExpression.parse(first).map(Object::toString).orElse(null);
      default -> throw new IllegalArgumentException(question.getFirst());
    };
  }

  private static List<Object> version(Version v) {
    return Arrays.asList(
        v.toString(),
        v.isPrerelease(),
        v.isPostrelease(),
        v.isDevrelease(),
        v.local().orElse(null),
        v.publicVersion().toString());
  }

  private static List<Object> compare(Version one, Version other) {
    boolean equal = one.equals(other) && one.hashCode() == other.hashCode();
    return List.of(Integer.signum(one.compareTo(other)), equal);
  }

  private static List<Boolean> contains(SpecifierSet specifiers, Version version) {
    return List.of(specifiers.contains(version), specifiers.contains(version, false));
  }

  private static List<String> filtered(SpecifierSet specifiers, List<String> versions) {
    return specifiers.filter(versions.stream().map(Version::of).toList()).stream()
        .map(Version::toString)
        .toList();
  }

  private static Optional<Object> wheel(FileName name) {
    return switch (name) {
      // Python's library doesn't know variants yet
      case WheelName w when w.variant().isPresent() -> Optional.empty();
      case WheelName w ->
          Optional.of(
              List.of(
                  w.project().normalised(),
                  w.version().orElseThrow().toString(),
                  w.build().map(OurAnswers::build).orElse(""),
                  tags(w)));
      case SdistName _ -> Optional.empty();
      case VariantsName _ -> Optional.empty();
    };
  }

  /** Python takes the number of a build tag as a number. */
  private static String build(String text) {
    return text.replaceFirst("^0+(?=[0-9])", "");
  }

  private static List<String> tags(WheelName w) {
    Stream<String> tags =
        w.pythonTags().stream()
            .flatMap(p -> w.abiTags().stream().map(abi -> p + "-" + abi))
            .flatMap(pa -> w.platformTags().stream().map(platform -> pa + "-" + platform));
    return tags.map(tag -> tag.toLowerCase(java.util.Locale.ROOT)).distinct().sorted().toList();
  }

  private static Optional<Object> sdist(FileName name) {
    return switch (name) {
      case SdistName s ->
          Optional.of(List.of(s.project().normalised(), s.version().orElseThrow().toString()));
      case WheelName _ -> Optional.empty();
      case VariantsName _ -> Optional.empty();
    };
  }

  private static List<Object> requirement(Requirement r) {
    return Arrays.asList(
        r.name(),
        r.extras().stream().distinct().sorted().toList(),
        r.url().orElse(null),
        r.specifiers().toString(),
        r.marker().isPresent());
  }

  private static List<Object> metadata(String text) {
    byte[] file = text.getBytes(StandardCharsets.UTF_8);
    var message = MetadataReader.read(file, Integer.MAX_VALUE);
    String body =
        new String(file, message.body(), file.length - message.body(), StandardCharsets.UTF_8);
    return Arrays.asList(
        single(message, MetadataField.NAME),
        single(message, MetadataField.VERSION),
        single(message, MetadataField.SUMMARY),
        body.isEmpty() ? null : body,
        single(message, MetadataField.REQUIRES_PYTHON),
        keywords(single(message, MetadataField.KEYWORDS)),
        all(message, MetadataField.REQUIRES_DIST),
        all(message, MetadataField.CLASSIFIER),
        single(message, MetadataField.LICENSE));
  }

  private static List<String> all(MetadataReader.Message message, MetadataField field) {
    return message.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase(field.header()))
        .map(MetadataReader.Header::value)
        .toList();
  }

  /**
   * Python sets a single field aside that stands there twice; {@link CoreMetadata} refuses the
   * file.
   */
  private static String single(MetadataReader.Message message, MetadataField field) {
    List<String> values = all(message, field);
    return values.size() == 1 ? values.getFirst() : null;
  }

  private static List<String> keywords(String value) {
    return value == null
        ? List.of()
        : Stream.of(value.split(",", -1)).map(Whitespace::strip).toList();
  }
}
