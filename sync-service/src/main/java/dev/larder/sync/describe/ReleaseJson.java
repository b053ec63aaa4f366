package dev.larder.sync.describe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.larder.packaging.FieldLimit;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code info} of PyPI's JSON of a release (RJSON-2), as far as it is wanted; all else, its
 * description above all, is passed over as it comes.
 */
final class ReleaseJson {
  /** A field of which more is said than that tells its beginning. */
  private static final int LONGEST_TOLD = 2 << 10;

  /** More requirements can't be told. */
  private static final int REQUIREMENTS = 32 << 10;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(FieldLimit.LICENSE.bytes())
                  .maxNestingDepth(20)
                  .build())
          .build();

  private static final List<String> TEXTS =
      List.of("summary", "author", "author_email", "license", "license_expression", "keywords");

  private final Map<String, String> texts = new HashMap<>();
  private @Nullable List<String> requiresDist;

  private ReleaseJson() {}

  /**
   * Reads it.
   *
   * @return empty where there is no {@code info}
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no JSON, or has a field
   *     that is too long
   */
  static Optional<Description.Found> read(InputStream body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean info = json.currentName().equals("info");
        if (json.nextToken() == JsonToken.START_OBJECT && info) {
          return Optional.of(new ReleaseJson().info(json));
        }
        json.skipChildren();
      }
      return Optional.empty();
    }
  }

  private Description.Found info(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && TEXTS.contains(name)) {
        told(json.getText()).ifPresent(text -> texts.put(name, text));
      } else if (value == JsonToken.START_ARRAY && name.equals("requires_dist")) {
        requiresDist = requirements(json);
      } else {
        json.skipChildren();
      }
    }
    return new Description.Found(
        texts.get("summary"),
        texts.get("author"),
        texts.get("author_email"),
        texts.get("license"),
        texts.get("license_expression"),
        texts.get("keywords"),
        requiresDist);
  }

  /** PyPI's text is empty where there is nothing to say. */
  private static Optional<String> told(String text) {
    return text.isBlank()
        ? Optional.empty()
        : Optional.of(text.length() > LONGEST_TOLD ? text.substring(0, LONGEST_TOLD) : text);
  }

  private static @Nullable List<String> requirements(JsonParser json) throws IOException {
    List<String> all = new ArrayList<>();
    long length = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        return null;
      }
      if (json.currentToken() == JsonToken.VALUE_STRING && length <= REQUIREMENTS) {
        String requirement = json.getText();
        length += requirement.length();
        all.add(requirement);
      } else {
        json.skipChildren();
      }
    }
    return length <= REQUIREMENTS ? all : null;
  }
}
