package dev.larder.upload.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import dev.larder.upload.testing.OpenPgp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {
  private static final byte[] WHEEL = Distributions.wheel("signed", "1.0");
  private static final String NAME = "signed-1.0-py3-none-any.whl";
  private static final String GOOD = OpenPgp.detached(WHEEL);
  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  private static Form form(String name, byte[] wheel) {
    return Form.of("bdist_wheel", name, "1.0")
        .field("sha256_digest", Sha256.ofBytes(wheel).hex())
        .content(name + "-1.0-py3-none-any.whl", wheel);
  }

  private static void assertKept(String signature) throws Exception {
    Map<String, Object> published = fixture.index().published().getLast();
    assertThat(published).containsEntry("signatureKey", published.get("key") + ".asc");
    assertThat(fixture.s3().get(published.get("signatureKey").toString()))
        .isEqualTo((signature.strip() + "\n").getBytes(US_ASCII));
  }

  @Test
  void aSignatureIsKeptBesideItsFileAsTwineSendsIt() throws Exception {
    byte[] wheel = Distributions.wheel("twine", "1.0");
    String signature = OpenPgp.detached(wheel);

    Answer answer =
        fixture.upload(
            form("twine", wheel)
                .file(
                    "gpg_signature",
                    "twine-1.0-py3-none-any.whl.asc",
                    signature.getBytes(US_ASCII)));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertKept(signature);
  }

  @Test
  void aSignatureMayBeAFieldAndMayComeWithOtherLineEnds() throws Exception {
    byte[] wheel = Distributions.wheel("field", "1.0");
    String signature = OpenPgp.detached(wheel).replace("\n", "\r\n");

    assertThat(fixture.upload(form("field", wheel).field("gpg_signature", signature)).status())
        .isEqualTo(200);

    assertKept(signature);
  }

  @Test
  void aFileWithoutASignatureHasNone() throws Exception {
    byte[] wheel = Distributions.wheel("none", "1.0");

    assertThat(fixture.upload(form("none", wheel).field("gpg_signature", "")).status())
        .isEqualTo(200);

    assertThat(fixture.index().published().getLast()).doesNotContainKey("signatureKey");
  }

  static Stream<Arguments> nonsense() {
    String armour = "PGP signature isn't ASCII armored.";
    String detached = "The PGP signature isn't a detached one of a file";
    return Stream.of(
        Arguments.of("no armour", "hello", armour),
        Arguments.of("more before it", "x\n" + GOOD, armour),
        Arguments.of("more behind it", GOOD + "\nx", armour),
        Arguments.of("two of them", GOOD + "\n" + GOOD, armour),
        Arguments.of("no end", GOOD.strip().replaceAll("-----END.*$", ""), armour),
        Arguments.of("a key", OpenPgp.publicKey(), armour),
        Arguments.of(
            "a key that says it is none",
            OpenPgp.publicKey().replace("PUBLIC KEY BLOCK", "SIGNATURE"),
            detached),
        Arguments.of(
            "letters that are not ASCII", GOOD.replace("\n\n", "\nComment: é\n\n"), armour),
        Arguments.of(
            "nothing in it",
            "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----",
            detached),
        Arguments.of(
            "other bytes in it",
            "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----",
            detached),
        Arguments.of("a signed key", OpenPgp.certification(), detached),
        Arguments.of(
            "too many bytes",
            GOOD.replace("\n\n", "\nComment: " + "x".repeat(9000) + "\n\n"),
            "Signature too large"),
        Arguments.of("far too many", "x".repeat(1 << 20), "Signature too large"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void whatIsNoDetachedSignatureIsRefusedAndNothingPublished(
      String what, String signature, String message) throws IOException {
    Answer answer = fixture.upload(form("signed", WHEEL).field("gpg_signature", signature));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
    assertThat(answer.body().lines()).hasSize(1);
    assertThat(fixture.index().published()).noneMatch(file -> file.get("filename").equals(NAME));
  }

  @Test
  void twoSignaturesAreRefused() throws IOException {
    Answer answer =
        fixture.upload(
            form("signed", WHEEL).field("gpg_signature", GOOD).field("gpg_signature", GOOD));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("A file has one signature");
  }
}
