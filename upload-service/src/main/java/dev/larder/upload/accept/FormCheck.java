package dev.larder.upload.accept;

import dev.larder.packaging.Digest;
import dev.larder.packaging.FileName;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.packaging.ProjectName;
import dev.larder.packaging.SdistName;
import dev.larder.packaging.Version;
import dev.larder.packaging.WheelName;
import dev.larder.upload.form.FormFields;
import dev.larder.upload.form.UploadForm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What PyPI checks of a form before it opens the file, in its order and words. */
final class FormCheck {

  private static final String FILETYPE = "filetype";
  private static final Set<String> GONE = Set.of("submit", "submit_pkg_info", "doc_upload");
  private static final Map<String, HashAlgorithm> DIGESTS =
      Map.of(
          "md5_digest", HashAlgorithm.MD5,
          "sha256_digest", HashAlgorithm.SHA256,
          "blake2_256_digest", HashAlgorithm.BLAKE2B_256);

  private static final int BLAKE2B_512_HEX_DIGITS = 128;

  private FormCheck() {}

  sealed interface Outcome permits Good, Refusal {}

  /** The form is good; the file is yet to be opened. */
  record Good(FormFields fields, StoredFile file, FileName name) implements Outcome {

    /** {@code sdist} or {@code bdist_wheel}. */
    String filetype() {
      return fields.get(FILETYPE).orElseThrow();
    }
  }

  static Outcome check(UploadForm<StoredFile> form) {
    FormFields fields = form.fields();
    Optional<Refusal> control = control(fields);
    if (control.isPresent()) {
      return control.get();
    }
    if (form.content().isEmpty()) {
      return Refusal.bad("Upload payload does not have a file.");
    }
    StoredFile file = form.content().get();
    return digestsMatch(fields, file)
        ? name(fields, file)
        : Refusal.bad(
            "The digest supplied does not match a digest calculated from the uploaded file.");
  }

  private static Optional<Refusal> control(FormFields fields) {
    String action = fields.get(":action").orElse("");
    if (GONE.contains(action)) {
      return Optional.of(
          new Refusal(
              410,
              "The action '%s' is no longer supported: upload files with 'file_upload'."
                  .formatted(action)));
    }
    if (!action.equals("file_upload")) {
      return Optional.of(
          Refusal.bad("Invalid value for :action. Error: It must be 'file_upload'."));
    }
    // as PyPI has it: curl and devpi push leave it out
    if (!fields.get("protocol_version").orElse("1").equals("1")) {
      return Optional.of(Refusal.bad("Unknown protocol version."));
    }
    if (!Set.of("sdist", "bdist_wheel").contains(fields.get(FILETYPE).orElse(""))) {
      return Optional.of(Refusal.bad("Invalid value for filetype. Error: Use a known file type."));
    }
    return DIGESTS.keySet().stream().anyMatch(field -> fields.get(field).isPresent())
        ? Optional.empty()
        : Optional.of(Refusal.bad("Error: Include at least one message digest."));
  }

  private static boolean digestsMatch(FormFields fields, StoredFile file) {
    return DIGESTS.entrySet().stream()
        .allMatch(
            digest ->
                fields.all(digest.getKey()).stream()
                    .filter(given -> !isDistutils(fields, digest.getValue(), given))
                    .allMatch(
                        given ->
                            Digest.parse(digest.getValue(), given)
                                .equals(Optional.of(file.digest(digest.getValue())))));
  }

  /**
   * Python's own upload command (3.9 to 3.11) sends BLAKE2b-512 as the 256-bit one (bpo-40698). The
   * sha256 beside it says as much.
   */
  private static boolean isDistutils(FormFields fields, HashAlgorithm algorithm, String given) {
    return algorithm == HashAlgorithm.BLAKE2B_256
        && given.length() == BLAKE2B_512_HEX_DIGITS
        && fields.get("sha256_digest").isPresent();
  }

  private static Outcome name(FormFields fields, StoredFile file) {
    Optional<ProjectName> name = fields.get("name").flatMap(ProjectName::parse);
    if (name.isEmpty()) {
      return Refusal.bad(
          "Invalid value for name. Error: Start and end with a letter or numeral, with nothing but ASCII letters, digits, '.', '_' and '-' between.");
    }
    Optional<Version> version = fields.get("version").flatMap(Version::parse);
    if (version.isEmpty()) {
      return Refusal.bad(
          "Invalid value for version. Error: '%s' is no valid PEP 440 version."
              .formatted(fields.get("version").orElse("")));
    }
    return fields.get(FILETYPE).orElseThrow().equals("sdist")
        ? sdist(fields, file, name.get(), version.get())
        : wheel(fields, file, name.get(), version.get());
  }

  private static Outcome sdist(
      FormFields fields, StoredFile file, ProjectName project, Version version) {
    if (tarGz(FileName.of(file.filename(), project)).orElse(null) instanceof SdistName name) {
      return agreed(fields, file, name, project, version);
    }
    return tarGz(FileName.parse(file.filename()))
        .map(other -> notOf(other, project))
        .orElseGet(
            () ->
                Refusal.bad(
                    "Filename '%s' is invalid, should be '%s-%s.tar.gz'."
                        .formatted(file.filename(), project.inFileNames(), version)));
  }

  /**
   * PEP 625 wants the name normalised; a private source takes every spelling that PEP 503 says is
   * the same, as those of setuptools before 69.3 and of distutils, which archives are full of.
   */
  private static Optional<SdistName> tarGz(Optional<FileName> name) {
    return name.filter(SdistName.class::isInstance)
        .map(SdistName.class::cast)
        .filter(sdist -> sdist.extension().equals(".tar.gz"));
  }

  private static Outcome wheel(
      FormFields fields, StoredFile file, ProjectName project, Version version) {
    if (!(FileName.parse(file.filename()).orElse(null) instanceof WheelName name)) {
      return Refusal.bad(
          "Filename '%s' is invalid, should be '%s-%s-{python}-{abi}-{platform}.whl'."
              .formatted(file.filename(), project.inFileNames(), version));
    }
    return agreed(fields, file, name, project, version);
  }

  private static Outcome agreed(
      FormFields fields, StoredFile file, FileName name, ProjectName project, Version version) {
    if (!name.project().equals(project)) {
      return notOf(name, project);
    }
    return name.version().equals(Optional.of(version))
        ? new Good(fields, file, name)
        : Refusal.bad(
            "Version in filename should be '%s' not '%s'.".formatted(version, name.versionText()));
  }

  private static Outcome notOf(FileName name, ProjectName project) {
    return Refusal.bad(
        "Filename '%s' should contain the normalized project name '%s', not '%s'."
            .formatted(name.filename(), project.inFileNames(), name.distribution()));
  }
}
