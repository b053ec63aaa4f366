package dev.larder.sync.look;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A file of the project that was looked for, as the caller is told it. Null is what isn't known.
 *
 * @param filename a wheel's or sdist's name
 * @param url absolute, without fragment
 * @param sha256 lower-case hex
 * @param size in bytes
 * @param requiresPython a specifier set
 * @param yanked whether it is marked so
 * @param yankedReason why
 * @param uploadTime an instant in UTC, ends in Z
 * @param metadata whether the upstream has {@code {url}.metadata}
 * @param metadataSha256 of that
 * @param gpgSig whether the upstream has {@code {url}.asc}
 * @param provenance where its attestations are
 * @param hash where there is no sha256, another hash, {@code sha1=…}
 */
public record PageFile(
    String filename,
    String url,
    String sha256,
    Long size,
    String requiresPython,
    boolean yanked,
    String yankedReason,
    String uploadTime,
    boolean metadata,
    String metadataSha256,
    Boolean gpgSig,
    String provenance,
    String hash) {

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("filename", filename);
    json.writeStringField("url", url);
    json.writeStringField("sha256", sha256);
    if (size == null) {
      json.writeNullField("size");
    } else {
      json.writeNumberField("size", size);
    }
    json.writeStringField("requiresPython", requiresPython);
    json.writeBooleanField("yanked", yanked);
    json.writeStringField("yankedReason", yankedReason);
    json.writeStringField("uploadTime", uploadTime);
    json.writeBooleanField("metadata", metadata);
    json.writeStringField("metadataSha256", metadataSha256);
    if (gpgSig == null) {
      json.writeNullField("gpgSig");
    } else {
      json.writeBooleanField("gpgSig", gpgSig);
    }
    json.writeStringField("provenance", provenance);
    json.writeStringField("hash", hash);
    json.writeEndObject();
  }
}
