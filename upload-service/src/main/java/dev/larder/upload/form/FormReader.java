package dev.larder.upload.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.upload.attestation.Attestations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.MultipartInput.MalformedStreamException;
import org.apache.commons.fileupload2.core.ParameterParser;

/** Reads PyPI's upload form as it streams in; the file goes to a sink, never into memory. */
public final class FormReader<T> {

  private static final String CONTENT = "content";
  private static final String UPLOAD = "file_upload";
  private static final String ATTESTATIONS = "attestations";
  private static final int LARGEST_PART_HEADER = 8 << 10;

  /** What is looked at for the boundary at once. */
  private static final int PIECE = 64 << 10;

  /** In characters (RFC 2046, 5.1.1). */
  private static final int LONGEST_BOUNDARY = 70;

  /**
   * What decides about a file is read from the file; of the fields, only what is checked against it
   * is kept.
   */
  private static final Set<String> KEPT =
      Set.of(
          ":action",
          "comment",
          "protocol_version",
          "filetype",
          "pyversion",
          "md5_digest",
          "sha256_digest",
          "blake2_256_digest",
          "metadata_version",
          "name",
          "version",
          "requires_python",
          "gpg_signature",
          ATTESTATIONS);

  private final FormLimits limits;
  private final UploadForm.ContentSink<T> sink;
  private final FormFields fields = new FormFields();
  private Optional<T> content = Optional.empty();
  private int count;
  private long kept;
  private long skipped;

  public FormReader(FormLimits limits, UploadForm.ContentSink<T> sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /**
   * Reads the body to its end.
   *
   * @param contentType with the boundary
   * @throws FormException where it is no form, or holds more than it may
   * @throws IOException where the body or the sink fails
   */
  public UploadForm<T> read(InputStream body, String contentType) throws IOException {
    if (UrlEncodedForm.is(contentType)) {
      return withoutFile(body);
    }
    var counted = new CountedInput(body, limits.all(), this::tooLarge);
    try {
      MultipartInput parts =
          MultipartInput.builder()
              .setInputStream(counted)
              .setBufferSize(PIECE)
              .setBoundary(boundary(contentType))
              .setMaxPartHeaderSize(LARGEST_PART_HEADER)
              .get();
      parts.setHeaderCharset(UTF_8);
      for (boolean more = parts.skipPreamble(); more; more = parts.readBoundary()) {
        part(parts);
      }
    } catch (MalformedStreamException | FileUploadSizeException e) {
      throw new FormException(400, "The upload is no valid multipart form, or it ended early.");
    }
    return new UploadForm<>(fields, content);
  }

  /** What PyPI has given up was asked for in such forms; a file can't be. */
  private UploadForm<T> withoutFile(InputStream body) throws IOException {
    FormFields all =
        UrlEncodedForm.read(
            new CountedInput(
                body,
                limits.rest(),
                () -> new FormException(413, "The form is too large; it holds no file.")));
    if (all.get(":action").orElse(UPLOAD).equals(UPLOAD)) {
      throw noForm();
    }
    return new UploadForm<>(all, Optional.empty());
  }

  private static FormException noForm() {
    return new FormException(
        400,
        "An upload is a form of type multipart/form-data with a boundary of at most %d characters."
            .formatted(LONGEST_BOUNDARY));
  }

  private void part(MultipartInput parts) throws IOException {
    Map<String, String> disposition = disposition(parts.readHeaders());
    String name = disposition.getOrDefault("name", "");
    count++;
    if (count > limits.fields()) {
      throw new FormException(
          400, "The form holds more than %d fields.".formatted(limits.fields()));
    }
    if (name.equals(CONTENT)) {
      content(disposition.getOrDefault("filename", ""), parts);
    } else if (KEPT.contains(name)) {
      fields.add(name, value(name, parts));
    } else {
      skip(name, parts);
    }
  }

  private void content(String filename, MultipartInput parts) throws IOException {
    if (content.isPresent()) {
      throw new FormException(400, "Upload payload has more than one file.");
    }
    if (filename.isEmpty()) {
      parts.discardBodyData();
      return;
    }
    // closed after success alone: closing reads on to the part's end, however far that is
    InputStream bytes = new CountedInput(parts.newInputStream(), limits.file(), this::tooLarge);
    content = Optional.of(sink.store(filename, bytes));
    bytes.close();
  }

  private void skip(String name, MultipartInput parts) throws IOException {
    long left = limits.rest() - skipped;
    InputStream bytes = new CountedInput(parts.newInputStream(), left, () -> tooLong(name));
    skipped += bytes.transferTo(OutputStream.nullOutputStream());
    bytes.close();
  }

  private static FormException tooLong(String name) {
    return new FormException(400, "Invalid value for %s. Error: It is too long.".formatted(name));
  }

  private String value(String name, MultipartInput parts) throws IOException {
    InputStream bytes = parts.newInputStream();
    boolean attestations = name.equals(ATTESTATIONS);
    int longest = attestations ? Attestations.LONGEST : limits.field();
    byte[] value = bytes.readNBytes(longest + 1);
    kept += value.length;
    if (value.length > longest || kept > limits.kept()) {
      throw attestations
          ? new FormException(
              400, Attestations.INVALID + "they have more than %d bytes.".formatted(longest))
          : tooLong(name);
    }
    bytes.close();
    return new String(value, UTF_8);
  }

  private FormException tooLarge() {
    return new FormException(413, limits.tooLarge(fields.get("name")));
  }

  private static byte[] boundary(String contentType) throws FormException {
    String boundary = parameters(contentType).getOrDefault("boundary", "");
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
        || boundary.isEmpty()
        || boundary.length() > LONGEST_BOUNDARY) {
      throw noForm();
    }
    return boundary.getBytes(UTF_8);
  }

  private static Map<String, String> disposition(String headers) {
    return headers
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
        .findFirst()
        .map(line -> parameters(line.substring(line.indexOf(':') + 1)))
        .orElse(Map.of());
  }

  private static Map<String, String> parameters(String text) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(text, ';').entrySet().stream()
        .filter(e -> e.getValue() != null)
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
