package dev.larder.upload.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Reads JSON that every reader understands in the same way: one value, no key twice, not deep. */
final class StrictJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
          .build();

  /** Sixteen attestations have two thousand; as objects each takes its room, however short. */
  private static final int MOST_TOKENS = 25_000;

  private final JsonMapper mapper;

  StrictJson(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Reads it.
   *
   * @param what how it is called in a refusal
   */
  JsonNode read(byte[] json, String what) throws InvalidAttestation {
    try (JsonParser tokens = FACTORY.createParser(json)) {
      JsonToken first = tokens.nextToken();
      boolean holdsMore = first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY;
      if (!holdsMore || !isSmall(tokens, what) || tokens.nextToken() != null) {
        throw new InvalidAttestation(what + " is no JSON document");
      }
      return mapper.readValue(json, Argument.of(JsonNode.class));
    } catch (IOException e) {
      throw new InvalidAttestation(what + " is no JSON document");
    }
  }

  /** To the end of what has begun; false where that is missing. */
  private static boolean isSmall(JsonParser tokens, String what)
      throws IOException, InvalidAttestation {
    int depth = 1;
    for (int i = 0; depth > 0; i++) {
      if (i == MOST_TOKENS) {
        throw new InvalidAttestation("%s has more than %d values".formatted(what, MOST_TOKENS));
      }
      JsonToken token = tokens.nextToken();
      if (token == null) {
        return false;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return true;
  }

  byte[] write(JsonNode json) {
    try {
      return mapper.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value of an object, if it is one and has it. */
  static Optional<JsonNode> get(JsonNode node, String key) {
    return node.isObject() ? Optional.ofNullable(node.get(key)) : Optional.empty();
  }

  /** The text that stands at a key. */
  static Optional<String> text(JsonNode node, String key) {
    return get(node, key).filter(JsonNode::isString).map(JsonNode::getStringValue);
  }

  /** Bytes in base64, in which some writers break lines. */
  static byte[] bytes(JsonNode node, String key) throws InvalidAttestation {
    String text =
        text(node, key).orElseThrow(() -> new InvalidAttestation("'%s' is missing".formatted(key)));
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[\r\n]", "").getBytes(UTF_8));
      if (bytes.length == 0) {
        throw new InvalidAttestation("'%s' is empty".formatted(key));
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new InvalidAttestation("'%s' is no base64".formatted(key));
    }
  }
}
