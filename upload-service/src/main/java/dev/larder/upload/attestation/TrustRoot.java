package dev.larder.upload.attestation;

import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;

/**
 * Checks Sigstore bundles against the authorities and logs of a {@code trusted_root.json}: the
 * certificate's chain and its log's timestamp, the transparency log's entry, promise, proof and
 * checkpoint, and the signature. Asks nobody. Thread-safe.
 */
final class TrustRoot {
  private final KeylessVerifier verifier;

  private TrustRoot(KeylessVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Reads one.
   *
   * @throws IOException where it can't be read or is none
   */
  static TrustRoot read(InputStream json) throws IOException {
    try {
      SigstoreTrustedRoot root = SigstoreTrustedRoot.from(json);
      if (root.getCAs().isEmpty() || root.getTLogs().isEmpty()) {
        throw new IOException("it names no certificate authority, or no transparency log");
      }
      return new TrustRoot(KeylessVerifier.builder().trustedRootProvider(() -> root).build());
    } catch (SigstoreConfigurationException | GeneralSecurityException | RuntimeException e) {
      throw new IOException("it is no Sigstore trusted root: " + e.getMessage(), e);
    }
  }

  /**
   * Checks a bundle.
   *
   * @param bundle in Sigstore's JSON
   * @param sha256 of the file that it must be about, hex digits
   * @return who signed
   */
  X509Certificate check(String bundle, String sha256) throws InvalidAttestation {
    try {
      Bundle parsed = Bundle.from(new StringReader(bundle));
      verifier.verify(HexFormat.of().parseHex(sha256), parsed, VerificationOptions.empty());
      X509Certificate signer = (X509Certificate) parsed.getCertPath().getCertificates().getFirst();
      checkTime(signer, parsed.getEntries().getFirst());
      return signer;
    } catch (BundleParseException | KeylessVerificationException e) {
      throw new InvalidAttestation(reason(e));
    } catch (RuntimeException e) {
      // what the library thinks can't be, strangers send
      throw new InvalidAttestation("it can't be checked: " + reason(e));
    }
  }

  /**
   * Whether the certificate was valid when the log got the entry, which the library doesn't ask: it
   * is content with a promise of the log, whatever time that tells.
   */
  private static void checkTime(X509Certificate signer, RekorEntry entry)
      throws InvalidAttestation {
    if (entry.getVerification().getSignedEntryTimestamp() == null) {
      throw new InvalidAttestation("the log doesn't promise when it got the entry");
    }
    Instant logged = Instant.ofEpochSecond(entry.getIntegratedTime());
    try {
      signer.checkValidity(Date.from(logged));
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new InvalidAttestation(
          "the certificate was not valid at %s, when the log got the entry".formatted(logged));
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
