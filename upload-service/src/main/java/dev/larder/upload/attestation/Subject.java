package dev.larder.upload.attestation;

import io.micronaut.json.tree.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * The file that attestations must be about.
 *
 * @param sha256 of its bytes, hex digits in lower case
 */
public record Subject(String filename, String sha256) {
  private static final String STATEMENT = "https://in-toto.io/Statement/v1";

  /** What PyPI knows (R740-3). */
  private static final Set<String> PREDICATES =
      Set.of("https://slsa.dev/provenance/v1", "https://docs.pypi.org/attestations/publish/v1");

  /**
   * Checks that a statement is about this file, and this alone.
   *
   * @param statement in-toto's
   */
  void check(JsonNode statement) throws InvalidAttestation {
    if (!StrictJson.text(statement, "_type").equals(Optional.of(STATEMENT))) {
      throw new InvalidAttestation("the statement is none of type " + STATEMENT);
    }
    JsonNode subjects =
        StrictJson.get(statement, "subject")
            .filter(JsonNode::isArray)
            .orElseThrow(() -> new InvalidAttestation("the statement has no subject"));
    if (subjects.size() != 1) {
      throw new InvalidAttestation(
          "the statement has %d subjects and must have one".formatted(subjects.size()));
    }
    String name = StrictJson.text(subjects.get(0), "name").orElse("");
    if (!name.equals(filename)) {
      throw new InvalidAttestation(
          "the statement is about '%s', not about '%s'".formatted(name, filename));
    }
    Optional<String> digest =
        StrictJson.get(subjects.get(0), "digest")
            .flatMap(digests -> StrictJson.text(digests, "sha256"));
    if (!digest.equals(Optional.of(sha256))) {
      throw new InvalidAttestation(
          "the statement's sha256 is '%s', the file's is '%s'"
              .formatted(digest.orElse(""), sha256));
    }
    String predicate = StrictJson.text(statement, "predicateType").orElse("");
    if (!PREDICATES.contains(predicate)) {
      throw new InvalidAttestation("unknown predicate type '%s'".formatted(predicate));
    }
  }
}
