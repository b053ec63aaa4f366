package dev.larder.e2e.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Twine;
import dev.larder.e2e.client.Venv;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Distribution;
import dev.larder.e2e.wheel.Package;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code twine upload --attestations}, and what PyPI's own verifier says of the provenance. */
@Order(53)
@ExtendWith(SharedFixture.class)
class AttestedTest {
  private static final Path ATTESTED =
      Fixture.TRUST_ROOT.resolveSibling("larder_attested-1.0-py3-none-any.whl");

  /** pypi-attestations, whose trust is in Sigstore's public instance, told of another one. */
  private static final String VERIFY =
      """
      import sys
      from pathlib import Path
      from pypi_attestations import Distribution, Provenance
      from sigstore.models import TrustedRoot
      from sigstore.verify import Verifier

      root = TrustedRoot.from_file(sys.argv[1])
      Verifier.production = classmethod(lambda cls, offline=False: cls(trusted_root=root))
      provenance = Provenance.model_validate_json(Path(sys.argv[2]).read_bytes())
      [bundle] = provenance.attestation_bundles
      for attestation in bundle.attestations:
          print(attestation.verify(bundle.publisher, Distribution.from_file(Path(sys.argv[3])), offline=True)[0])
      """;

  private final Fixture fixture;

  AttestedTest(Fixture fixture) {
    this.fixture = fixture;
  }

  private Finished upload(Path wheel, Path attestation) {
    return Twine.TWINE_7.upload(
        fixture.folder(),
        fixture.larder().uploadUrl(),
        fixture.token(),
        Map.of(),
        List.of("--attestations", wheel.toString(), attestation.toString()));
  }

  private static Path attestation(Path wheel) {
    return wheel.resolveSibling(wheel.getFileName() + ".publish.attestation");
  }

  @Test
  void whatIsUploadedWithItsAttestationPyPIsVerifierVerifies() throws IOException {
    Finished uploaded = upload(ATTESTED, attestation(ATTESTED));
    assertThat(uploaded.succeeded()).as("%s", uploaded).isTrue();

    JsonNode file =
        Http.json(
                Http.get(
                    fixture.larder().indexUrl() + "larder-attested/",
                    "Accept",
                    "application/vnd.pypi.simple.v1+json"))
            .path("files")
            .get(0);
    String url = file.path("provenance").asText();
    assertThat(url).startsWith(fixture.larder().url() + "/packages/");
    HttpResponse<byte[]> provenance = Http.bytes(url);
    assertThat(provenance.statusCode()).isEqualTo(200);
    assertThat(provenance.headers().firstValue("Content-Type"))
        .contains("application/vnd.pypi.integrity.v1+json");

    String integrity =
        fixture.larder().url()
            + "/integrity/larder-attested/1.0/%s/provenance".formatted(ATTESTED.getFileName());
    String location =
        Http.get(integrity).headers().firstValue("Location").orElseThrow(AssertionError::new);
    assertThat(URI.create(integrity).resolve(location)).hasToString(url);

    Path saved = Files.write(fixture.newFolder().resolve("provenance"), provenance.body());
    Finished verified =
        Program.isolated(
                fixture.newFolder(),
                List.of(
                    Venv.of("pypi-attestations-0.0.30").python(),
                    "-c",
                    VERIFY,
                    Fixture.TRUST_ROOT.toString(),
                    saved.toString(),
                    ATTESTED.toString()))
            .run();
    assertThat(verified.succeeded()).as("%s", verified).isTrue();
    assertThat(verified.out().strip()).isEqualTo("https://docs.pypi.org/attestations/publish/v1");
  }

  @Test
  void anAttestationOfAnotherFileRejectsTheUpload() throws IOException {
    Distribution other = Package.of("larder-unattested", "1.0").wheel(fixture.newFolder());
    Files.copy(attestation(ATTESTED), attestation(other.path()));

    Finished uploaded = upload(other.path(), attestation(other.path()));

    assertThat(uploaded.succeeded()).isFalse();
    assertThat(uploaded.words())
        .contains("Invalid attestations supplied during upload: the statement is about");
    assertThat(Http.get(fixture.larder().indexUrl() + "larder-unattested/").statusCode())
        .isEqualTo(404);
  }
}
