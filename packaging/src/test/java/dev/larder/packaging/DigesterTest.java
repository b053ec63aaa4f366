package dev.larder.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigesterTest {

  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void bytesThatPassByAreHashedAndCounted() throws IOException {
    Digester digester = Digester.of(HashAlgorithm.MD5, HashAlgorithm.SHA256);
    try (InputStream in = digester.watching(new ByteArrayInputStream(ABC))) {
      assertThat(in.read()).isEqualTo('a');
      assertThat(in.skip(1)).isEqualTo(1);
      assertThat(in.readAllBytes()).isEqualTo(new byte[] {'c'});
    }

    Digests digests = digester.finish();

    assertThat(digests.size()).isEqualTo(3);
    assertThat(digests.sha256()).isEqualTo(Sha256.of(SHA256_OF_ABC)).isEqualTo(Sha256.ofBytes(ABC));
    assertThat(digests.get(HashAlgorithm.MD5).orElseThrow().hex())
        .isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    assertThat(digests.get(HashAlgorithm.BLAKE2B_256)).isEmpty();
  }

  @Test
  void digitsInEitherCaseAreOneValue() {
    assertThat(Sha256.parse(SHA256_OF_ABC.toUpperCase(java.util.Locale.ROOT)))
        .contains(Sha256.of(SHA256_OF_ABC));
  }

  @Test
  void whatIsNoValueIsRefused() {
    assertThat(Sha256.parse("abc")).isEmpty();
    assertThat(Sha256.parse("g".repeat(64))).isEmpty();
    assertThat(Digest.parse(HashAlgorithm.MD5, SHA256_OF_ABC)).isEmpty();
    assertThatThrownBy(() -> new Sha256("A".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
