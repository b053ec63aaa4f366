package dev.larder.upload.accept;

import dev.larder.upload.attestation.Attestations;
import dev.larder.upload.attestation.Subject;
import dev.larder.upload.edge.Refusal;
import dev.larder.upload.form.FormFields;
import dev.larder.upload.signature.Signature;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Looks at what came beside a file: its signature, and attestations about it. */
@Singleton
final class Beside {
  private final Attestations attestations;

  Beside(Attestations attestations) {
    this.attestations = attestations;
  }

  sealed interface Outcome {}

  /**
   * All of it may be kept.
   *
   * @param signature in ASCII armour
   * @param provenance made of the attestations (PEP 740)
   */
  record Good(Optional<byte[]> signature, Optional<byte[]> provenance) implements Outcome {}

  record Bad(Refusal refusal) implements Outcome {}

  Outcome check(FormFields fields, StoredFile file) {
    return switch (Signature.of(fields.all("gpg_signature"))) {
      case Signature.None() -> check(fields, file, Optional.empty());
      case Signature.Detached(byte[] armoured) -> check(fields, file, Optional.of(armoured));
      case Signature.Refused(String message) -> new Bad(Refusal.bad(message));
    };
  }

  private Outcome check(FormFields fields, StoredFile file, Optional<byte[]> signature) {
    Subject subject = new Subject(file.filename(), file.digests().sha256().hex());
    return switch (attestations.check(fields.all("attestations"), subject)) {
      case Attestations.None() -> new Good(signature, Optional.empty());
      case Attestations.Provenance(byte[] json) -> new Good(signature, Optional.of(json));
      case Attestations.Refused(String message) -> new Bad(Refusal.bad(message));
    };
  }
}
