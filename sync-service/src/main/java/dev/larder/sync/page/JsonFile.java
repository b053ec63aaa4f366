package dev.larder.sync.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Reads one file of a JSON project page. */
final class JsonFile {
  private final JsonParser json;
  private final URI base;
  private String filename;
  private String url;
  private Hashes hashes = new Hashes();
  private Long size;
  private String requiresPython;
  private boolean yanked;
  private String yankedReason;
  private String uploadTime;
  private Metadata metadata;
  private Metadata oldMetadata;
  private Boolean gpgSig;
  private String provenance;

  JsonFile(JsonParser json, URI base) {
    this.json = json;
    this.base = base;
  }

  void read(Listed.Sink files) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      field(json.currentName(), json.nextToken());
    }
    Optional<URI> link = url == null ? Optional.empty() : Links.resolve(base, url);
    if (link.isEmpty()) {
      files.leaveOut(LeftOut.LINK_UNREADABLE, filename);
      return;
    }
    Instant uploaded = UploadTime.parse(uploadTime);
    if (uploadTime != null && uploaded == null) {
      files.leaveOut(LeftOut.UPLOAD_TIME, filename);
    }
    Metadata told = metadata == null ? oldMetadata : metadata;
    files.accept(
        new Listed(
            filename == null ? Links.filename(link.get()) : filename,
            link.get(),
            hashes.sha256(),
            size,
            requiresPython,
            yanked,
            yankedReason,
            uploaded,
            told != null && told.there(),
            told == null ? null : told.sha256(),
            gpgSig,
            provenance,
            hashes.other()));
  }

  private void field(String name, JsonToken token) throws IOException {
    switch (name) {
      case "filename" -> filename = JsonValue.text(json, token);
      case "url" -> url = JsonValue.text(json, token);
      case "hashes" -> hashes = hashes(token);
      case "size" -> size = JsonValue.number(json, token);
      case "requires-python" -> requiresPython = JsonValue.text(json, token);
      case "yanked" -> yanked(token);
      case "upload-time" -> uploadTime = JsonValue.text(json, token);
      case "core-metadata" -> metadata = metadata(token);
      case "dist-info-metadata", "data-dist-info-metadata" -> oldMetadata = metadata(token);
      case "gpg-sig" -> gpgSig = bool(token);
      case "provenance" -> provenance = JsonValue.text(json, token);
      default -> json.skipChildren();
    }
  }

  private void yanked(JsonToken token) throws IOException {
    yankedReason = JsonValue.text(json, token);
    yanked = token == JsonToken.VALUE_TRUE || yankedReason != null;
  }

  private Metadata metadata(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> new Metadata(true, hashes(token).sha256());
      case VALUE_TRUE -> new Metadata(true, null);
      case VALUE_NULL -> null;
      default -> {
        json.skipChildren();
        yield new Metadata(false, null);
      }
    };
  }

  private Hashes hashes(JsonToken token) throws IOException {
    Hashes found = new Hashes();
    if (token == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        found.add(name, JsonValue.text(json, json.nextToken()));
      }
    } else {
      json.skipChildren();
    }
    return found;
  }

  private Boolean bool(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    json.skipChildren();
    return null;
  }

  /**
   * @param there whether the core metadata lies beside the file
   * @param sha256 of it, or null
   */
  private record Metadata(boolean there, String sha256) {}
}
