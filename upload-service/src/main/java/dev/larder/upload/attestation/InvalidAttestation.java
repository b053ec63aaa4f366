package dev.larder.upload.attestation;

/** An attestation isn't good; the message says why, for people. */
final class InvalidAttestation extends Exception {
  private static final long serialVersionUID = 1;

  InvalidAttestation(String message) {
    super(message);
  }
}
