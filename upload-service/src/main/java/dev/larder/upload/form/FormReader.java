package dev.larder.upload.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.packaging.FieldLimit;
import dev.larder.upload.attestation.Attestations;
import dev.larder.upload.signature.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.MultipartInput.MalformedStreamException;
import org.apache.commons.fileupload2.core.ParameterParser;

/** Reads PyPI's upload form as it streams in; the file goes to a sink, never into memory. */
public final class FormReader<T> {

  private static final String UPLOAD = "file_upload";
  private static final int LARGEST_PART_HEADER = 8 << 10;

  /** What is looked at for the boundary at once. */
  private static final int PIECE = 64 << 10;

  /** In characters (RFC 2046, 5.1.1). */
  private static final int LONGEST_BOUNDARY = 70;

  /** What a field is read in. */
  private static final int BITE = 8 << 10;

  /** A byte of a field in the buffer that grows with it, and as text. */
  private static final int AS_KEPT = 3;

  private final FormLimits limits;
  private final UploadForm.ContentSink<T> sink;
  private final FieldMemory memory;
  private final FormFields fields = new FormFields();
  private Optional<T> content = Optional.empty();
  private int count;
  private long kept;
  private long skipped;

  public FormReader(FormLimits limits, UploadForm.ContentSink<T> sink, FieldMemory memory) {
    this.limits = limits;
    this.sink = sink;
    this.memory = memory;
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
    if (name.equals(Fields.CONTENT)) {
      content(disposition.getOrDefault("filename", ""), parts);
    } else if (Fields.isKept(name)) {
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
    if (!FieldLimit.FILE_NAME.allows(filename)) {
      throw new FormException(
          400,
          "Invalid value for content. Error: The file's name is too long: at most %d bytes are taken."
              .formatted(FieldLimit.FILE_NAME.bytes()));
    }
    // closed after success alone: closing reads on to the part's end, however far that is
    InputStream bytes = new CountedInput(parts.newInputStream(), limits.file(), this::tooLarge);
    content = Optional.of(sink.store(filename, bytes));
    bytes.close();
  }

  /** What isn't kept is counted all the same: it is in the file, too, if it is anything. */
  private void skip(String name, MultipartInput parts) throws IOException {
    long left = limits.rest() - skipped;
    long most = Fields.limit(name).map(FieldLimit::bytes).orElse(Integer.MAX_VALUE);
    InputStream bytes =
        new CountedInput(parts.newInputStream(), Math.min(left, most), () -> tooLong(name));
    skipped += bytes.transferTo(OutputStream.nullOutputStream());
    bytes.close();
  }

  private static FormException tooLong(String name) {
    String most =
        Fields.limit(name)
            .map(limit -> ": at most %d bytes are taken".formatted(limit.bytes()))
            .orElse("");
    return new FormException(
        400,
        switch (name) {
          case Fields.ATTESTATIONS -> Attestations.INVALID + "they are too long" + most + ".";
          case Fields.SIGNATURE -> Signature.TOO_LARGE;
          default -> "Invalid value for %s. Error: It is too long%s.".formatted(name, most);
        });
  }

  private String value(String name, MultipartInput parts) throws IOException {
    InputStream bytes = parts.newInputStream();
    int longest = Fields.limit(name).orElseThrow().bytes();
    var value = new ByteArrayOutputStream();
    byte[] bite = new byte[Math.min(BITE, longest + 1)];
    for (int n = bytes.read(bite); n >= 0; n = bytes.read(bite)) {
      kept += n;
      if (value.size() + n > longest || kept > limits.kept()) {
        throw tooLong(name);
      }
      if (!memory.grow((long) n * AS_KEPT)) {
        throw new FormException(
            503, "Too many uploads at once for the fields of this one; try again in a moment.");
      }
      value.write(bite, 0, n);
    }
    bytes.close();
    return value.toString(UTF_8);
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
