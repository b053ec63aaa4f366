package dev.larder.upload.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the attestations that come with a file, and makes its provenance of them (R740-4). */
@Singleton
public final class Attestations {

  /** PyPI's sentence; a reason follows. */
  public static final String INVALID = "Invalid attestations supplied during upload: ";

  private final Trust trust;
  private final StrictJson json;

  Attestations(Trust trust, JsonMapper json) {
    this.trust = trust;
    this.json = new StrictJson(json);
  }

  /** What became of them. */
  public sealed interface Outcome {}

  /** There were none. */
  public record None() implements Outcome {}

  /** Every one of them is good. */
  public record Provenance(byte[] json) implements Outcome {}

  /** One is not; the message is one line for the client. */
  public record Refused(String message) implements Outcome {}

  /**
   * Checks them.
   *
   * @param given the values of the field {@code attestations}
   */
  public Outcome check(List<String> given, Subject subject) {
    if (given.isEmpty()) {
      return new None();
    }
    try {
      if (given.size() > 1) {
        throw new InvalidAttestation("the field came %d times".formatted(given.size()));
      }
      JsonNode list = json.read(given.getFirst().getBytes(UTF_8), "the field");
      Map<Publisher, List<JsonNode>> bundles = new LinkedHashMap<>();
      for (Attestation attestation : Attestation.list(list)) {
        bundles
            .computeIfAbsent(check(attestation, subject), publisher -> new ArrayList<>())
            .add(attestation.json());
      }
      return new Provenance(json.write(provenance(bundles)));
    } catch (InvalidAttestation e) {
      return new Refused(INVALID + e.getMessage() + ".");
    }
  }

  private Publisher check(Attestation attestation, Subject subject) throws InvalidAttestation {
    subject.check(json.read(attestation.statement(), "the statement"));
    String bundle = new String(json.write(attestation.bundle()), UTF_8);
    return Publisher.of(trust.root().check(bundle, subject.sha256()));
  }

  /** R740-2. */
  private static JsonNode provenance(Map<Publisher, List<JsonNode>> bundles) {
    List<JsonNode> all = new ArrayList<>();
    bundles.forEach(
        (publisher, attestations) ->
            all.add(
                JsonNode.createObjectNode(
                    ordered(
                        "publisher",
                        publisher.json(),
                        "attestations",
                        JsonNode.createArrayNode(attestations)))));
    return JsonNode.createObjectNode(
        ordered(
            "version",
            JsonNode.createNumberNode(1),
            "attestation_bundles",
            JsonNode.createArrayNode(all)));
  }

  private static Map<String, JsonNode> ordered(
      String first, JsonNode one, String second, JsonNode other) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    values.put(first, one);
    values.put(second, other);
    return values;
  }
}
