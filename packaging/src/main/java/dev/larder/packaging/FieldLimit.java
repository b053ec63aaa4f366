package dev.larder.packaging;

import java.nio.charset.StandardCharsets;

/**
 * The one table of how large a field may be, in bytes of UTF-8, wherever it comes from: an
 * upstream's page, an upload's form, a METADATA file, a JSON body. It is checked as a field comes
 * in, before anything is stored; what is stored already and is over it is cut where it is rendered.
 */
public enum FieldLimit {
  /** Of a file, as file systems have it. */
  FILE_NAME(255),
  PROJECT_NAME(200),
  VERSION(200),
  /** Of a file, a page or a provenance, on a page. */
  URL(8 << 10),
  /** A hash of any kind, with its name. */
  HASH(200),
  /** An instant, however it is written. */
  INSTANT(64),
  /** {@code ETag}, {@code Last-Modified} and the like, of an upstream. */
  HEADER(1 << 10),
  REQUIRES_PYTHON(1 << 10),
  YANKED_REASON(4 << 10),
  /** Of a project's status (PEP 792). */
  STATUS_REASON(4 << 10),
  /** PyPI: 512 characters. */
  SUMMARY(2 << 10),
  /** One requirement, with its marker. */
  REQUIREMENT(4 << 10),
  /** {@code License}, into which build tools put the whole text, with those of what is bundled. */
  LICENSE(256 << 10),
  /** One line of any other core metadata field. */
  METADATA_LINE(8 << 10),
  /** A description, whole. */
  DESCRIPTION(4 << 20),
  /** A METADATA or PKG-INFO file, whole. */
  METADATA(8 << 20),
  /** The same of an upload, which is held in memory to be checked. */
  UPLOADED_METADATA(4 << 20),
  /** An upload's detached signature; PyPI: 8 KiB. */
  SIGNATURE(8 << 10),
  /** An upload's attestations (PEP 740), all of them. */
  ATTESTATIONS(1 << 20);

  private final int bytes;

  FieldLimit(int bytes) {
    this.bytes = bytes;
  }

  /** That of one value of a core metadata field. */
  public static FieldLimit of(MetadataField field) {
    return switch (field) {
      case NAME -> PROJECT_NAME;
      case VERSION -> VERSION;
      case SUMMARY -> SUMMARY;
      case DESCRIPTION -> DESCRIPTION;
      case LICENSE -> LICENSE;
      case REQUIRES_PYTHON -> REQUIRES_PYTHON;
      case REQUIRES_DIST, PROVIDES_DIST, OBSOLETES_DIST, REQUIRES, PROVIDES, OBSOLETES ->
          REQUIREMENT;
      case AUTHOR,
          AUTHOR_EMAIL,
          CLASSIFIER,
          DESCRIPTION_CONTENT_TYPE,
          DOWNLOAD_URL,
          DYNAMIC,
          HOME_PAGE,
          IMPORT_NAME,
          IMPORT_NAMESPACE,
          KEYWORDS,
          LICENSE_EXPRESSION,
          LICENSE_FILE,
          MAINTAINER,
          MAINTAINER_EMAIL,
          METADATA_VERSION,
          PLATFORM,
          PROJECT_URL,
          PROVIDES_EXTRA,
          REQUIRES_EXTERNAL,
          SUPPORTED_PLATFORM ->
          METADATA_LINE;
    };
  }

  /** The most that it may have, in bytes of UTF-8. */
  public int bytes() {
    return bytes;
  }

  /** Whether a text is within it. */
  public boolean allows(String text) {
    return text.length() <= bytes / 3
        || text.length() <= bytes && text.getBytes(StandardCharsets.UTF_8).length <= bytes;
  }

  /** A text, or as much of its beginning as is within the limit, in whole characters. */
  public String cut(String text) {
    if (allows(text)) {
      return text;
    }
    int end = 0;
    int length = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      length += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (length > bytes) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }
}
