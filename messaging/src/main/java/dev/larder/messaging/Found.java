package dev.larder.messaging;

import java.util.Map;

/**
 * What was found out about a mirrored file while it was downloaded, as it travels on {@link
 * Keys#FOUND}.
 *
 * @param source id of the file's source
 * @param project normalised name (PEP 503)
 * @param filename the file
 * @param key the key of its URL: its sha256, or {@code u-…} while that wasn't known
 * @param sha256 of its bytes, or null when that was not learnt
 * @param size in bytes, or null
 * @param metadataSha256 of its core metadata, or null
 * @param requestId the request during which it was found, or null
 */
public record Found(
    long source,
    String project,
    String filename,
    String key,
    String sha256,
    Long size,
    String metadataSha256,
    String requestId) {

  /** The fields of its stream entry; absent values are not there. */
  public Map<String, String> toFields() {
    return Fields.empty()
        .put("source", source)
        .put("project", project)
        .put("filename", filename)
        .put("key", key)
        .put("sha256", sha256)
        .put("size", size)
        .put("metadataSha256", metadataSha256)
        .put("requestId", requestId)
        .toMap();
  }

  /**
   * Reads a stream entry; fields it doesn't know are ignored.
   *
   * @throws IllegalArgumentException when it is no such entry
   */
  public static Found from(Map<String, String> entry) {
    Fields fields = Fields.of(entry);
    fields.required("source");
    return new Found(
        fields.number("source"),
        fields.required("project"),
        fields.required("filename"),
        fields.required("key"),
        fields.get("sha256"),
        fields.number("size"),
        fields.get("metadataSha256"),
        fields.get("requestId"));
  }
}
