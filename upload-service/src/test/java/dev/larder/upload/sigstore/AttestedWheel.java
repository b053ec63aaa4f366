package dev.larder.upload.sigstore;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes a wheel, its attestation and the root that vouches for it into a folder: what {@code
 * e2e-tests} has among its resources, where no Sigstore of the tests' own can be had. All of it is
 * of one instant and stays good.
 */
final class AttestedWheel {
  private static final String NAME = "larder_attested-1.0-py3-none-any.whl";

  private AttestedWheel() {}

  public static void main(String... args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Instant now = Instant.parse("2026-05-06T07:08:09Z");
    TestSigstore sigstore = new TestSigstore(now);
    byte[] wheel = Distributions.wheel("larder-attested", "1.0");
    Files.write(folder.resolve(NAME), wheel);
    Files.writeString(
        folder.resolve(NAME + ".publish.attestation"),
        sigstore.attest(
            Identity.gitHub(), TestSigstore.statement(NAME, Sha256.ofBytes(wheel).hex()), now));
    Files.writeString(folder.resolve("trusted_root.json"), sigstore.trustedRoot());
  }
}
