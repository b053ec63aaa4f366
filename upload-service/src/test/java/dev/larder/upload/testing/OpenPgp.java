package dev.larder.upload.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** Somebody with an OpenPGP key. */
public final class OpenPgp {
  private static final PGPKeyPair KEY = key();

  private OpenPgp() {}

  private static PGPKeyPair key() {
    try {
      var generator = new Ed25519KeyPairGenerator();
      generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
      return new BcPGPKeyPair(
          PublicKeyPacket.VERSION_4,
          PublicKeyAlgorithmTags.EDDSA_LEGACY,
          generator.generateKeyPair(),
          new Date(0));
    } catch (PGPException e) {
      throw new AssertionError(e);
    }
  }

  /** What {@code gpg --armor --detach-sign} makes. */
  public static String detached(byte[] file) {
    try {
      PGPSignatureGenerator generator = generator(PGPSignature.BINARY_DOCUMENT);
      generator.update(file);
      return armoured(generator.generate().getEncoded());
    } catch (PGPException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A signature that says that a key is somebody's. */
  public static String certification() {
    try {
      PGPSignatureGenerator generator = generator(PGPSignature.POSITIVE_CERTIFICATION);
      return armoured(
          generator.generateCertification("ada@example.org", KEY.getPublicKey()).getEncoded());
    } catch (PGPException | IOException e) {
      throw new AssertionError(e);
    }
  }

  public static String publicKey() {
    try {
      return armoured(KEY.getPublicKey().getEncoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PGPSignatureGenerator generator(int type) throws PGPException {
    var generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(
                KEY.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
            KEY.getPublicKey());
    generator.init(type, KEY.getPrivateKey());
    return generator;
  }

  private static String armoured(byte[] packets) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (ArmoredOutputStream out = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
      out.write(packets);
    }
    return bytes.toString(US_ASCII).replace("\r\n", "\n");
  }
}
