package dev.larder.upload.accept;

import dev.larder.packaging.MetadataRules;
import dev.larder.packaging.PlatformTag;
import dev.larder.packaging.SpecifierSet;
import dev.larder.packaging.WheelName;
import dev.larder.upload.archive.Inspection;
import dev.larder.upload.form.FormFields;
import java.util.Optional;

/** What the form says of the file, against its name and against what the file says itself. */
final class FieldCheck {

  private static final String REQUIRES_PYTHON = "requires_python";
  private static final int LONGEST_COMMENT = 2_000;

  private FieldCheck() {}

  /** What can be told before the file is opened. */
  static Optional<Refusal> beforeOpening(FormCheck.Good good) {
    FormFields fields = good.fields();
    return metadataVersion(fields)
        .or(() -> pythonVersion(good, fields))
        .or(() -> requiresPython(fields))
        .or(() -> summary(fields))
        .or(() -> platform(good))
        .or(() -> comment(fields))
        .map(Refusal::bad);
  }

  /** Whether the form and the file ask for the same Pythons; what is installed goes by the file. */
  static Optional<Refusal> against(Inspection.Sound file, FormFields fields) {
    Optional<SpecifierSet> given = fields.get(REQUIRES_PYTHON).flatMap(SpecifierSet::parse);
    SpecifierSet own =
        file.metadata().requiresPython().flatMap(SpecifierSet::parse).orElse(SpecifierSet.of(""));
    return given
        .filter(form -> !form.equals(own))
        .map(
            form ->
                Refusal.bad(
                    "Invalid value for requires_python. Error: '%s' in the form is '%s' in the file's metadata."
                        .formatted(form, own)));
  }

  private static Optional<String> metadataVersion(FormFields fields) {
    return fields
        .get("metadata_version")
        .filter(version -> !version.matches("[12]\\.[0-9]{1,3}"))
        .map(
            version ->
                "Invalid value for metadata_version. Error: '%s' is not a valid metadata version."
                    .formatted(version));
  }

  private static Optional<String> pythonVersion(FormCheck.Good good, FormFields fields) {
    return fields
        .get("pyversion")
        .filter(version -> good.filetype().equals("sdist") && !version.equals("source"))
        .map(
            version ->
                "Invalid value for pyversion. Error: Use 'source' as Python version for an sdist.");
  }

  private static Optional<String> requiresPython(FormFields fields) {
    return fields
        .get(REQUIRES_PYTHON)
        .filter(text -> SpecifierSet.parse(text).isEmpty())
        .map(
            text ->
                "Invalid value for requires_python. Error: '%s' is invalid for 'requires-python'."
                    .formatted(text));
  }

  /** The file's own is what counts, and is held to the same. */
  private static Optional<String> summary(FormFields fields) {
    return fields
        .get("summary")
        .filter(text -> text.length() > MetadataRules.LONGEST_SUMMARY)
        .map(
            text ->
                "Invalid value for summary. Error: 'summary' field must be %d characters or less."
                    .formatted(MetadataRules.LONGEST_SUMMARY));
  }

  /** It goes into the log, as a line. */
  private static Optional<String> comment(FormFields fields) {
    return fields
        .get("comment")
        .filter(
            text ->
                text.length() > LONGEST_COMMENT || text.chars().anyMatch(Character::isISOControl))
        .map(
            text ->
                "Invalid value for comment. Error: It must be one line of %d characters at most."
                    .formatted(LONGEST_COMMENT));
  }

  private static Optional<String> platform(FormCheck.Good good) {
    return good.name() instanceof WheelName wheel
        ? wheel.platformTags().stream()
            .filter(tag -> !PlatformTag.isWellFormed(tag))
            .findFirst()
            .map(
                tag ->
                    "Binary wheel '%s' has an unsupported platform tag '%s'."
                        .formatted(wheel.filename(), tag))
        : Optional.empty();
  }
}
