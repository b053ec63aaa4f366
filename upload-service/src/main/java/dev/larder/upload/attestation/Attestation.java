package dev.larder.upload.attestation;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An attestation as it was uploaded (PEP 740, R740-3).
 *
 * @param certificate of who signed it, DER
 * @param entry what the transparency log says of it, as Sigstore spells that in JSON
 * @param statement in-toto's, JSON, as it was signed
 * @param signature of the DSSE envelope around the statement
 */
record Attestation(byte[] certificate, JsonNode entry, byte[] statement, byte[] signature) {

  /** More than anybody has; each is checked, which takes time. */
  private static final int MOST = 16;

  /** What the field {@code attestations} holds: a list of them, at least one. */
  static List<Attestation> list(JsonNode json) throws InvalidAttestation {
    if (!json.isArray()) {
      throw new InvalidAttestation("they are no JSON list");
    }
    if (json.size() == 0) {
      throw new InvalidAttestation("the list is empty");
    }
    if (json.size() > MOST) {
      throw new InvalidAttestation(
          "%d are too many: a file has at most %d".formatted(json.size(), MOST));
    }
    List<Attestation> attestations = new ArrayList<>();
    for (JsonNode each : json.values()) {
      attestations.add(of(each));
    }
    return attestations;
  }

  private static Attestation of(JsonNode json) throws InvalidAttestation {
    JsonNode version = part(json, "version");
    if (!version.isNumber() || !version.getNumberValue().toString().equals("1")) {
      throw new InvalidAttestation("'version' must be 1");
    }
    JsonNode material = part(json, "verification_material");
    JsonNode entries = part(material, "transparency_entries");
    if (!entries.isArray() || entries.size() != 1 || !entries.get(0).isObject()) {
      throw new InvalidAttestation("'transparency_entries' must hold one entry");
    }
    JsonNode envelope = part(json, "envelope");
    return new Attestation(
        StrictJson.bytes(material, "certificate"),
        entries.get(0),
        StrictJson.bytes(envelope, "statement"),
        StrictJson.bytes(envelope, "signature"));
  }

  private static JsonNode part(JsonNode json, String key) throws InvalidAttestation {
    return StrictJson.get(json, key)
        .orElseThrow(() -> new InvalidAttestation("'%s' is missing".formatted(key)));
  }

  /** As it is served: what was checked and nothing else. */
  JsonNode json() {
    return object(
        "version",
        JsonNode.createNumberNode(1),
        "verification_material",
        object(
            "certificate",
            text(certificate),
            "transparency_entries",
            JsonNode.createArrayNode(List.of(entry))),
        "envelope",
        object("statement", text(statement), "signature", text(signature)));
  }

  /** The same as a Sigstore bundle, which Sigstore's libraries check. */
  JsonNode bundle() {
    return object(
        "mediaType",
        JsonNode.createStringNode("application/vnd.dev.sigstore.bundle.v0.3+json"),
        "verificationMaterial",
        object(
            "certificate",
            object("rawBytes", text(certificate)),
            "tlogEntries",
            JsonNode.createArrayNode(List.of(entry))),
        "dsseEnvelope",
        object(
            "payload",
            text(statement),
            "payloadType",
            JsonNode.createStringNode("application/vnd.in-toto+json"),
            "signatures",
            JsonNode.createArrayNode(List.of(object("sig", text(signature))))));
  }

  private static JsonNode text(byte[] bytes) {
    return JsonNode.createStringNode(Base64.getEncoder().encodeToString(bytes));
  }

  private static JsonNode object(Object... keysAndValues) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put((String) keysAndValues[i], (JsonNode) keysAndValues[i + 1]);
    }
    return JsonNode.createObjectNode(values);
  }
}
