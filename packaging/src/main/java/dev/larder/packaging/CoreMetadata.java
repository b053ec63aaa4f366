package dev.larder.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.packaging.MetadataReader.Header;
import dev.larder.packaging.MetadataReader.Message;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The core metadata of a distribution: METADATA of a wheel, PKG-INFO of an sdist. Values are as
 * they are written there; a folded one keeps its line breaks. One that is {@link #NOTHING} isn't
 * there.
 */
public final class CoreMetadata {

  /** What old versions of setuptools and distutils wrote where there was nothing to say. */
  public static final String NOTHING = "UNKNOWN";

  /** More than any project has; each takes its room in memory, however small it is. */
  public static final int MOST_HEADERS = 10_000;

  /** What {@link #parse} makes of a file. */
  public sealed interface Result {}

  public record Read(CoreMetadata metadata) implements Result {}

  /**
   * @param reason one line
   */
  public record Refused(String reason) implements Result {}

  private final ProjectName name;
  private final Version version;
  private final Map<MetadataField, List<String>> headers;
  private final Body body;

  private CoreMetadata(
      ProjectName name, Version version, Map<MetadataField, List<String>> headers, Body body) {
    this.name = name;
    this.version = version;
    this.headers = headers;
    this.body = body;
  }

  /** The end of a file, which can be large and is made to text only where it is asked for. */
  private record Body(byte[] file, int from) {
    private static final int LONGEST_NOTHING = 1 << 10;

    int length() {
      return file.length - from;
    }

    /** Whether it says something. */
    boolean isThere() {
      return length() > 0 && (length() > LONGEST_NOTHING || !isNothing(text()));
    }

    String text() {
      return new String(file, from, length(), UTF_8);
    }
  }

  /**
   * Reads the file as PyPI does: UTF-8 headers, the body is the description, header names in any
   * case, unknown headers ignored. Refused: other encodings, more than {@value #MOST_HEADERS}
   * headers, a single field given twice, no Metadata-Version, a major version of it other than 1
   * and 2, no valid Name, no valid Version.
   */
  public static Result parse(byte[] file) {
    if (!isUtf8(file)) {
      return new Refused("the metadata is not valid UTF-8");
    }
    Message message = MetadataReader.read(file, MOST_HEADERS);
    if (message.more()) {
      return new Refused("the metadata has more than %d fields".formatted(MOST_HEADERS));
    }
    Map<MetadataField, List<String>> headers = headers(message);
    var body = new Body(file, message.body());
    return refusal(headers, body.isThere())
        .<Result>map(Refused::new)
        .orElseGet(
            () ->
                new Read(
                    new CoreMetadata(
                        ProjectName.of(first(headers, MetadataField.NAME)),
                        Version.of(first(headers, MetadataField.VERSION)),
                        headers,
                        body)));
  }

  /** Without making it text as a whole. */
  private static boolean isUtf8(byte[] file) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(file);
    CharBuffer piece = CharBuffer.allocate(4 << 10);
    CoderResult result;
    do {
      piece.clear();
      result = decoder.decode(bytes, piece, true);
    } while (result.isOverflow());
    return result.isUnderflow();
  }

  private static Map<MetadataField, List<String>> headers(Message message) {
    var fields = new EnumMap<MetadataField, List<String>>(MetadataField.class);
    for (Header header : message.headers()) {
      MetadataField.ofHeader(header.name()).ifPresent(field -> add(fields, field, header.value()));
    }
    return fields;
  }

  /** A project may be called that, though. */
  private static void add(
      Map<MetadataField, List<String>> fields, MetadataField field, String value) {
    if (field == MetadataField.NAME || !isNothing(value)) {
      fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
    }
  }

  private static boolean isNothing(String value) {
    return Whitespace.strip(value).equals(NOTHING);
  }

  private static Optional<String> refusal(
      Map<MetadataField, List<String>> fields, boolean hasBody) {
    for (MetadataField field : fields.keySet()) {
      boolean again = fields.get(field).size() > 1 || field == MetadataField.DESCRIPTION && hasBody;
      if (!field.isRepeated() && again) {
        return Optional.of("the metadata gives %s more than once".formatted(field.header()));
      }
    }
    for (MetadataField field :
        List.of(MetadataField.METADATA_VERSION, MetadataField.NAME, MetadataField.VERSION)) {
      if (!fields.containsKey(field)) {
        return Optional.of("the metadata lacks %s".formatted(field.header()));
      }
    }
    String metadataVersion = first(fields, MetadataField.METADATA_VERSION);
    if (!metadataVersion.matches("[12]\\.[0-9]{1,3}")) {
      return Optional.of(
          "the metadata's version '%s' is not known".formatted(OneLine.of(metadataVersion)));
    }
    String name = first(fields, MetadataField.NAME);
    if (ProjectName.parse(name).isEmpty()) {
      return Optional.of(
          "the metadata's Name '%s' is not a valid project name".formatted(OneLine.of(name)));
    }
    String version = first(fields, MetadataField.VERSION);
    return Version.parse(version).isPresent()
        ? Optional.empty()
        : Optional.of(
            "the metadata's Version '%s' is not a valid version (PEP 440)"
                .formatted(OneLine.of(version)));
  }

  private static String first(Map<MetadataField, List<String>> fields, MetadataField field) {
    return fields.get(field).getFirst();
  }

  public ProjectName name() {
    return name;
  }

  public Version version() {
    return version;
  }

  public String metadataVersion() {
    return first(headers, MetadataField.METADATA_VERSION);
  }

  /** The value of a field that stands there once; of one that may be repeated, its first. */
  public Optional<String> get(MetadataField field) {
    return all(field).stream().findFirst();
  }

  /** Every value of the field, in their order. */
  public List<String> all(MetadataField field) {
    return field == MetadataField.DESCRIPTION && body.isThere()
        ? List.of(body.text())
        : List.copyOf(headers.getOrDefault(field, List.of()));
  }

  /** The first field of which a value is over its {@link FieldLimit}. */
  Optional<MetadataField> tooLarge() {
    return body.length() > FieldLimit.DESCRIPTION.bytes()
        ? Optional.of(MetadataField.DESCRIPTION)
        : headers.entrySet().stream()
            .filter(
                header ->
                    !header.getValue().stream().allMatch(FieldLimit.of(header.getKey())::allows))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  public Optional<String> summary() {
    return get(MetadataField.SUMMARY);
  }

  /** The body, or the header of that name. */
  public Optional<String> description() {
    return get(MetadataField.DESCRIPTION);
  }

  public Optional<String> descriptionContentType() {
    return get(MetadataField.DESCRIPTION_CONTENT_TYPE);
  }

  /** What stands between the commas. */
  public List<String> keywords() {
    return get(MetadataField.KEYWORDS).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(Whitespace::strip)
        .toList();
  }

  public Optional<String> requiresPython() {
    return get(MetadataField.REQUIRES_PYTHON);
  }

  public List<String> requiresDist() {
    return all(MetadataField.REQUIRES_DIST);
  }

  public List<String> providesExtra() {
    return all(MetadataField.PROVIDES_EXTRA);
  }

  /** Each as {@code label, URL}. */
  public List<String> projectUrls() {
    return all(MetadataField.PROJECT_URL);
  }

  public List<String> classifiers() {
    return all(MetadataField.CLASSIFIER);
  }

  public List<String> dynamic() {
    return all(MetadataField.DYNAMIC);
  }

  public Optional<String> license() {
    return get(MetadataField.LICENSE);
  }

  public Optional<String> licenseExpression() {
    return get(MetadataField.LICENSE_EXPRESSION);
  }

  public List<String> licenseFiles() {
    return all(MetadataField.LICENSE_FILE);
  }

  public Optional<String> author() {
    return get(MetadataField.AUTHOR);
  }

  public Optional<String> authorEmail() {
    return get(MetadataField.AUTHOR_EMAIL);
  }

  public Optional<String> maintainer() {
    return get(MetadataField.MAINTAINER);
  }

  public Optional<String> maintainerEmail() {
    return get(MetadataField.MAINTAINER_EMAIL);
  }

  public Optional<String> homePage() {
    return get(MetadataField.HOME_PAGE);
  }
}
