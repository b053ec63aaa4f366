package dev.larder.upload.accept;

import dev.larder.upload.attestation.Attestations;
import dev.larder.upload.attestation.Subject;
import dev.larder.upload.signature.Signature;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Checks what proves where a file is from: its signature, and attestations about it. */
@Singleton
final class SignatureCheck {
  private final Attestations attestations;

  SignatureCheck(Attestations attestations) {
    this.attestations = attestations;
  }

  sealed interface Outcome permits Good, Refusal {}

  /**
   * All of it may be kept.
   *
   * @param signature in ASCII armour
   * @param provenance made of the attestations (PEP 740)
   */
  record Good(Optional<byte[]> signature, Optional<byte[]> provenance) implements Outcome {}

  Outcome check(FormCheck.Good form) {
    return switch (Signature.of(form.fields().all("gpg_signature"))) {
      case Signature.None() -> check(form, Optional.empty());
      case Signature.Detached(byte[] armoured) -> check(form, Optional.of(armoured));
      case Signature.Refused(String message) -> Refusal.bad(message);
    };
  }

  private Outcome check(FormCheck.Good form, Optional<byte[]> signature) {
    StoredFile file = form.file();
    Subject subject = new Subject(file.filename(), file.digests().sha256().hex());
    return switch (attestations.check(form.fields().all("attestations"), subject)) {
      case Attestations.None() -> new Good(signature, Optional.empty());
      case Attestations.Provenance(byte[] json) -> new Good(signature, Optional.of(json));
      case Attestations.Refused(String message) -> Refusal.bad(message);
    };
  }
}
