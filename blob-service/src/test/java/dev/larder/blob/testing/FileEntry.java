package dev.larder.blob.testing;

import dev.larder.packaging.ProjectName;
import java.util.Locale;

/** A file as index-service knows it. Built up by its withers. */
public record FileEntry(
    String filename,
    String key,
    String sha256,
    Long size,
    long serial,
    String keptKey,
    String keptMetadataKey,
    String url,
    String authorization,
    boolean metadata,
    String metadataSha256,
    long source,
    String reach,
    long generation) {

  /** A mirrored file whose sha256 and size are known. */
  public static FileEntry mirrored(String filename, byte[] bytes, String url) {
    String sha256 = Bytes.sha256(bytes);
    return new FileEntry(
        filename,
        sha256,
        sha256,
        (long) bytes.length,
        1,
        null,
        null,
        url,
        null,
        false,
        null,
        2,
        own(url),
        1);
  }

  /** An uploaded file. */
  public static FileEntry kept(String filename, byte[] bytes, String key, String metadataKey) {
    String sha256 = Bytes.sha256(bytes);
    return new FileEntry(
        filename,
        sha256,
        sha256,
        (long) bytes.length,
        1,
        key,
        metadataKey,
        null,
        null,
        false,
        null,
        2,
        null,
        0);
  }

  /** The same file, its sha256 not known yet. */
  public FileEntry withoutDigest() {
    return new FileEntry(
        filename,
        "u-" + key.substring(0, 40),
        null,
        size,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        metadata,
        metadataSha256,
        source,
        reach,
        generation);
  }

  public FileEntry withoutSize() {
    return withSize(null);
  }

  public FileEntry withSize(Long value) {
    return new FileEntry(
        filename,
        key,
        sha256,
        value,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        metadata,
        metadataSha256,
        source,
        reach,
        generation);
  }

  public FileEntry withSize(long value) {
    return new FileEntry(
        filename,
        key,
        sha256,
        value,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        metadata,
        metadataSha256,
        source,
        reach,
        generation);
  }

  public FileEntry withMetadata(String promised) {
    return new FileEntry(
        filename,
        key,
        sha256,
        size,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        true,
        promised,
        source,
        reach,
        generation);
  }

  public FileEntry withAuthorization(String value) {
    return new FileEntry(
        filename,
        key,
        sha256,
        size,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        value,
        metadata,
        metadataSha256,
        source,
        reach,
        generation);
  }

  public FileEntry withSerial(long value) {
    return new FileEntry(
        filename,
        key,
        sha256,
        size,
        value,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        metadata,
        metadataSha256,
        source,
        reach,
        generation);
  }

  /** The same file of another source. */
  public FileEntry of(long otherSource, String otherUrl) {
    return new FileEntry(
        filename,
        key,
        sha256,
        size,
        serial,
        keptKey,
        keptMetadataKey,
        otherUrl,
        authorization,
        metadata,
        metadataSha256,
        otherSource,
        own(otherUrl),
        generation);
  }

  /** The same file of another of the source's upstreams. */
  public FileEntry ofGeneration(long value) {
    return new FileEntry(
        filename,
        key,
        sha256,
        size,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        metadata,
        metadataSha256,
        source,
        reach,
        value);
  }

  /** The same file under another name. */
  public FileEntry called(String name) {
    return new FileEntry(
        name,
        key,
        sha256,
        size,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        metadata,
        metadataSha256,
        source,
        reach,
        generation);
  }

  /** The same file of an upstream that may lead to another of the test's. */
  public FileEntry mayLeadTo(String other) {
    return withReach(
        "{\"own\":%s,\"allow\":[%s]}".formatted(quoted(url), quoted(other.replace("http://", ""))));
  }

  /** A source may be inside itself. */
  private static String own(String url) {
    return "{\"own\":%s}".formatted(quoted(url));
  }

  /** The same file of an upstream that is reached that way: JSON, null for nothing told. */
  public FileEntry withReach(String json) {
    return new FileEntry(
        filename,
        key,
        sha256,
        size,
        serial,
        keptKey,
        keptMetadataKey,
        url,
        authorization,
        metadata,
        metadataSha256,
        source,
        json,
        generation);
  }

  /**
   * Its JSON with what else belongs to it.
   *
   * @param signature an object's key for an upload, {@code true} or nothing for a mirrored file
   * @param provenance an object's key, or a URL, or nothing
   */
  public String jsonWith(String signature, String provenance) {
    String more =
        keptKey == null
            ? ",\"signature\":%s,\"provenance\":%s}"
                .formatted(signature == null ? "false" : signature, quoted(provenance))
            : ",\"signatureKey\":%s,\"provenanceKey\":%s}"
                .formatted(quoted(signature), quoted(provenance));
    int end = json().indexOf(keptKey == null ? "},\"metadataSha256\"" : "},\"upstream\"");
    return json().substring(0, end) + more + json().substring(end + 1);
  }

  /** What it is called in the disk cache. */
  public String cached() {
    String content = keptKey == null ? key : keptKey.replace('/', '-');
    return content + "." + owner();
  }

  /** Whose it is. */
  public String owner() {
    return source + "-" + generation;
  }

  /** The path it is asked for by. */
  public String path() {
    return "/packages/" + key + "/" + filename;
  }

  /** Its project, which its name tells. */
  private String project() {
    return ProjectName.of(filename.substring(0, filename.indexOf('-'))).normalised();
  }

  /** Another link of it. */
  String linkJson(String link) {
    return "{\"url\":%s,\"authorization\":%s}".formatted(quoted(link), quoted(authorization));
  }

  String json() {
    String kept =
        keptKey == null
            ? "null"
            : "{\"key\":%s,\"metadataKey\":%s}".formatted(quoted(keptKey), quoted(keptMetadataKey));
    String upstream =
        url == null
            ? "null"
            : "{\"source\":\"pypi\",\"url\":%s,\"authorization\":%s,\"metadata\":%s%s,\"generation\":%d}"
                .formatted(
                    quoted(url),
                    quoted(authorization),
                    metadata,
                    reach == null ? "" : ",\"reach\":" + reach,
                    generation);
    return String.format(
        Locale.ROOT,
        """
        {"serial":%d,"tags":["repo:1","project:%d/%s"],"source":%d,"project":%s,
         "filename":%s,"sha256":%s,"size":%s,"stamp":"2019-03-01T10:20:30.456Z",
         "kept":%s,"upstream":%s,"metadataSha256":%s}""",
        serial,
        source,
        project(),
        source,
        quoted(project()),
        quoted(filename),
        quoted(sha256),
        size,
        kept,
        upstream,
        quoted(metadataSha256));
  }

  private static String quoted(String value) {
    return value == null ? "null" : '"' + value + '"';
  }
}
