package dev.larder.upload.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.upload.sigstore.Identity;
import dev.larder.upload.sigstore.TestSigstore;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
  private static final Subject SUBJECT = new Subject("a-1.0.tar.gz", "ab".repeat(32));

  private static String signed() {
    return "["
        + new TestSigstore(NOW)
            .attest(
                Identity.gitHub(),
                TestSigstore.statement(SUBJECT.filename(), SUBJECT.sha256()),
                NOW)
        + "]";
  }

  @Test
  void withoutATrustRootOfOurOwnSigstoresPublicOneCountsAndKnowsNoStrangers() {
    for (String nothing : new String[] {null, "", " "}) {
      Trust trust = new Trust(new TrustConfiguration(nothing));
      Attestations attestations = new Attestations(trust, JsonMapper.createDefault());

      assertThat(trust.root()).isSameAs(trust.root());
      assertThat(attestations.check(List.of(signed()), SUBJECT))
          .isInstanceOfSatisfying(
              Attestations.Refused.class,
              refused -> assertThat(refused.message()).contains("ertificate"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"tlogs\":[{\"baseUrl\":1}]}"})
  void aTrustRootThatIsNoneStopsTheStart(String nonsense, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("root.json"), nonsense);

    assertThatThrownBy(() -> new Trust(new TrustConfiguration(file.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LARDER_UPLOAD_TRUST_ROOT")
        .hasMessageContaining(file.toString());
  }

  @Test
  void aTrustRootThatIsNotThereStopsTheStart(@TempDir Path folder) {
    String missing = folder.resolve("none.json").toString();

    assertThatThrownBy(() -> new Trust(new TrustConfiguration(missing)))
        .hasMessageContaining("LARDER_UPLOAD_TRUST_ROOT names " + missing);
  }
}
