package dev.larder.packaging;

import java.util.Arrays;
import java.util.Optional;

/** A field of the core metadata specification, up to version 2.6. */
public enum MetadataField {
  AUTHOR("Author", false),
  AUTHOR_EMAIL("Author-email", false),
  CLASSIFIER("Classifier", true),
  DESCRIPTION("Description", false),
  DESCRIPTION_CONTENT_TYPE("Description-Content-Type", false),
  DOWNLOAD_URL("Download-URL", false),
  DYNAMIC("Dynamic", true),
  HOME_PAGE("Home-page", false),
  IMPORT_NAME("Import-Name", true),
  IMPORT_NAMESPACE("Import-Namespace", true),
  KEYWORDS("Keywords", false),
  LICENSE("License", false),
  LICENSE_EXPRESSION("License-Expression", false),
  LICENSE_FILE("License-File", true),
  MAINTAINER("Maintainer", false),
  MAINTAINER_EMAIL("Maintainer-email", false),
  METADATA_VERSION("Metadata-Version", false),
  NAME("Name", false),
  OBSOLETES("Obsoletes", true),
  OBSOLETES_DIST("Obsoletes-Dist", true),
  PLATFORM("Platform", true),
  PROJECT_URL("Project-URL", true),
  PROVIDES("Provides", true),
  PROVIDES_DIST("Provides-Dist", true),
  PROVIDES_EXTRA("Provides-Extra", true),
  REQUIRES("Requires", true),
  REQUIRES_DIST("Requires-Dist", true),
  REQUIRES_EXTERNAL("Requires-External", true),
  REQUIRES_PYTHON("Requires-Python", false),
  SUMMARY("Summary", false),
  SUPPORTED_PLATFORM("Supported-Platform", true),
  VERSION("Version", false);

  private final String header;
  private final boolean repeated;

  MetadataField(String header, boolean repeated) {
    this.header = header;
    this.repeated = repeated;
  }

  /** As it stands in METADATA and PKG-INFO. */
  public String header() {
    return header;
  }

  /** Whether it may stand there more than once. */
  public boolean isRepeated() {
    return repeated;
  }

  /** As PyPI's upload form has it: some in the plural (RUP-5). */
  public static Optional<MetadataField> ofFormField(String name) {
    String header = name.replace('_', '-');
    return ofHeader(header)
        .or(
            () ->
                header.endsWith("s")
                    ? ofHeader(header.substring(0, header.length() - 1))
                    : Optional.empty());
  }

  static Optional<MetadataField> ofHeader(String name) {
    return Arrays.stream(values()).filter(field -> field.header.equalsIgnoreCase(name)).findFirst();
  }
}
