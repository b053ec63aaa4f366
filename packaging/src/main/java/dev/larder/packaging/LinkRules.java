package dev.larder.packaging;

import dev.larder.packaging.MetadataRules.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What leads away from a distribution: addresses of people and of pages, in PyPI's words. */
final class LinkRules {

  private static final int LONGEST_LABEL = 32;

  private LinkRules() {}

  /** The first of these fields that breaks a rule. */
  static Optional<Violation> check(CoreMetadata metadata) {
    return mail(metadata).or(() -> pages(metadata)).or(() -> projectUrls(metadata));
  }

  private static Optional<Violation> mail(CoreMetadata metadata) {
    return List.of(MetadataField.AUTHOR_EMAIL, MetadataField.MAINTAINER_EMAIL).stream()
        .flatMap(
            field ->
                given(metadata, field)
                    .flatMap(MailAddress::wrong)
                    .map(reason -> new Violation(field, reason))
                    .stream())
        .findFirst();
  }

  private static Optional<Violation> pages(CoreMetadata metadata) {
    return List.of(MetadataField.HOME_PAGE, MetadataField.DOWNLOAD_URL).stream()
        .flatMap(
            field ->
                given(metadata, field)
                    .filter(url -> !WebAddress.isOne(url))
                    .map(url -> new Violation(field, isNone(url)))
                    .stream())
        .findFirst();
  }

  private static Optional<String> given(CoreMetadata metadata, MetadataField field) {
    return metadata.get(field).map(Whitespace::strip).filter(value -> !value.isEmpty());
  }

  private static Optional<Violation> projectUrls(CoreMetadata metadata) {
    Set<String> labels = new HashSet<>();
    for (String value : metadata.projectUrls()) {
      int comma = value.indexOf(',');
      String label = Whitespace.strip(comma < 0 ? value : value.substring(0, comma));
      String url = comma < 0 ? "" : Whitespace.strip(value.substring(comma + 1));
      Optional<String> wrong = wrong(label, url);
      if (wrong.isEmpty() && !labels.add(label)) {
        wrong = Optional.of("'%s' is given more than once".formatted(OneLine.of(label)));
      }
      if (wrong.isPresent()) {
        return wrong.map(reason -> new Violation(MetadataField.PROJECT_URL, reason));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrong(String label, String url) {
    if (label.isEmpty()) {
      return Optional.of("Must have a label");
    }
    if (label.codePointCount(0, label.length()) > LONGEST_LABEL) {
      return Optional.of(
          "'%s' must be %d characters or less".formatted(OneLine.of(label), LONGEST_LABEL));
    }
    if (url.isEmpty()) {
      return Optional.of("Must have a URL");
    }
    return WebAddress.isOne(url) ? Optional.empty() : Optional.of(isNone(url));
  }

  private static String isNone(String url) {
    return "'%s' is not a valid url".formatted(OneLine.of(url));
  }
}
