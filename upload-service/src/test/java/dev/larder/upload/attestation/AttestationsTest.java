package dev.larder.upload.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.sigstore.Identity;
import dev.larder.upload.sigstore.TestSigstore;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import dev.larder.upload.testing.Form;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationsTest {
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
  private static final TestSigstore SIGSTORE = new TestSigstore(NOW);
  private static final byte[] WHEEL = Distributions.wheel("attested", "1.0");
  private static final String NAME = "attested-1.0-py3-none-any.whl";
  private static final String SHA256 = Sha256.ofBytes(WHEEL).hex();
  private static final String STATEMENT = TestSigstore.statement(NAME, SHA256);
  private static Fixture fixture;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path root = Files.writeString(folder.resolve("trusted_root.json"), SIGSTORE.trustedRoot());
    fixture =
        new Fixture(
            Files.createDirectory(folder.resolve("s3")),
            Map.of("larder.upload.trust-root", root.toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  private static String attestation() {
    return SIGSTORE.attest(Identity.gitHub(), STATEMENT, NOW);
  }

  private static Answer upload(String attestations) throws IOException {
    return upload(NAME, WHEEL, attestations);
  }

  private static Answer upload(String filename, byte[] wheel, String attestations)
      throws IOException {
    String[] parts = filename.split("-");
    return fixture.upload(
        Form.of("bdist_wheel", parts[0], parts[1])
            .field("sha256_digest", Sha256.ofBytes(wheel).hex())
            .field("attestations", attestations)
            .content(filename, wheel));
  }

  private static void assertRefused(Answer answer, String reason) throws Exception {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("Invalid attestations supplied during upload: ")
        .contains(reason);
    assertThat(answer.body().lines()).hasSize(1);
    assertThat(answer.reason()).startsWith("Invalid attestations supplied during upload");
    assertThat(fixture.index().published()).noneMatch(file -> file.get("filename").equals(NAME));
    assertThat(fixture.s3().keys()).noneMatch(key -> key.endsWith(".provenance"));
  }

  private static Map<String, Object> provenance(Map<String, Object> published) throws Exception {
    assertThat(published).containsEntry("provenanceKey", published.get("key") + ".provenance");
    return json(fixture.s3().get(published.get("provenanceKey").toString()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(byte[] bytes) throws IOException {
    return JsonMapper.createDefault().readValue(bytes, Map.class);
  }

  static Stream<Arguments> publishers() {
    return Stream.of(
        Arguments.of(
            "github",
            Identity.gitHub(),
            "{environment=null, kind=GitHub, repository=acme/app, workflow=release.yml}"),
        Arguments.of(
            "gitlab",
            Identity.gitLab(),
            "{environment=null, kind=GitLab, repository=acme/team/app,"
                + " workflow_filepath=ci/release.yml}"),
        Arguments.of(
            "google",
            Identity.google(),
            "{email=builder@acme.iam.gserviceaccount.com, kind=Google}"),
        Arguments.of(
            "other",
            Identity.other(),
            "{identity=https://ci.acme.example/app, issuer=https://login.acme.example, kind=OIDC}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("publishers")
  void anAttestedFileIsPublishedWithItsProvenanceR740_2(
      String project, Identity identity, String publisher) throws Exception {
    byte[] wheel = Distributions.wheel("by-" + project, "1.0");
    String filename = "by_%s-1.0-py3-none-any.whl".formatted(project);
    String attestation =
        SIGSTORE.attest(
            identity, TestSigstore.statement(filename, Sha256.ofBytes(wheel).hex()), NOW);

    Answer answer = upload(filename, wheel, "[" + attestation + "]");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Map<String, Object> provenance = provenance(fixture.index().published().getLast());
    assertThat(provenance).containsEntry("version", 1);
    Map<?, ?> bundle = (Map<?, ?>) ((List<?>) provenance.get("attestation_bundles")).getFirst();
    assertThat(new java.util.TreeMap<>((Map<?, ?>) bundle.get("publisher"))).hasToString(publisher);
    assertThat((List<?>) bundle.get("attestations"))
        .isEqualTo(List.of(json(attestation.getBytes(UTF_8))));
    fixture.s3().delete(fixture.index().published().getLast().get("provenanceKey").toString());
  }

  @Test
  void attestationsOfOnePublisherStandTogether() throws Exception {
    byte[] wheel = Distributions.wheel("several", "1.0");
    String filename = "several-1.0-py3-none-any.whl";
    String publish = TestSigstore.statement(filename, Sha256.ofBytes(wheel).hex());
    String slsa =
        publish.replace(
            "https://docs.pypi.org/attestations/publish/v1", "https://slsa.dev/provenance/v1");
    String list =
        Stream.of(
                SIGSTORE.attest(Identity.gitHub(), publish, NOW),
                SIGSTORE.attest(Identity.other(), publish, NOW),
                SIGSTORE.attest(Identity.gitHub(), slsa, NOW))
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(upload(filename, wheel, list).status()).isEqualTo(200);

    Map<String, Object> published = fixture.index().published().getLast();
    List<?> bundles = (List<?>) provenance(published).get("attestation_bundles");
    assertThat(bundles).hasSize(2);
    assertThat((List<?>) ((Map<?, ?>) bundles.getFirst()).get("attestations")).hasSize(2);
    fixture.s3().delete(published.get("provenanceKey").toString());
  }

  @Test
  void aFileWithoutAttestationsHasNoProvenance() throws Exception {
    byte[] wheel = Distributions.wheel("plain", "1.0");
    fixture.upload("bdist_wheel", "plain", "1.0", "plain-1.0-py3-none-any.whl", wheel);

    assertThat(fixture.index().published().getLast()).doesNotContainKey("provenanceKey");
  }

  static Stream<Arguments> statements() {
    return Stream.of(
        statement(
            "another file's name",
            s -> s.replace(NAME, "attested-1.1-py3-none-any.whl"),
            "is about 'attested-1.1-py3-none-any.whl', not about '" + NAME + "'"),
        statement("another digest", s -> s.replace(SHA256, "ab".repeat(32)), "sha256"),
        statement("no digest", s -> s.replace("sha256", "sha512"), "sha256"),
        statement(
            "two subjects",
            s -> s.replace("\"subject\":[", "\"subject\":[{\"name\":\"x\"},"),
            "2 subjects"),
        statement("no subject", s -> s.replace("\"subject\"", "\"object\""), "no subject"),
        statement(
            "another predicate type",
            s -> s.replace("publish/v1", "publish/v2"),
            "unknown predicate type"),
        statement(
            "another type of statement",
            s -> s.replace("Statement/v1", "Statement/v0.1"),
            "none of type"),
        statement(
            "a key twice",
            s -> s.replace("\"predicate\":null", "\"subject\":[]"),
            "no JSON document"),
        statement("no JSON", s -> "hello", "no JSON document"),
        statement("two documents", s -> s + s, "no JSON document"));
  }

  private static Arguments statement(String what, UnaryOperator<String> defect, String reason) {
    return Arguments.of(what, defect, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void aSignedStatementWithADefectIsRefusedR740_3(
      String what, UnaryOperator<String> defect, String reason) throws Exception {
    String signed = SIGSTORE.attest(Identity.gitHub(), defect.apply(STATEMENT), NOW);
    assertRefused(upload("[" + signed + "]"), reason);
  }

  @Test
  void aBrokenSignatureIsRefusedR740_4() throws Exception {
    String good = attestation();
    String other = attestation();
    String signature = after(good, "\"signature\":\"");
    assertRefused(
        upload("[" + good.replace(signature, after(other, "\"signature\":\"")) + "]"), "ignature");
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    String good = attestation();
    String other = attestation();
    assertRefused(
        upload(
            "["
                + good.replace(
                    after(good, "\"certificate\":\""), after(other, "\"certificate\":\""))
                + "]"),
        "");
  }

  private static String after(String json, String key) {
    int from = json.lastIndexOf(key) + key.length();
    return json.substring(from, json.indexOf('"', from));
  }

  @Test
  void whatAnotherRootVouchesForIsRefused() throws Exception {
    String foreign = new TestSigstore(NOW).attest(Identity.gitHub(), STATEMENT, NOW);
    assertRefused(upload("[" + foreign + "]"), "ertificate");
  }

  @Test
  void anEntryThatAnotherLogMadeIsRefused() throws Exception {
    String good = attestation();
    String foreign = new TestSigstore(NOW).attest(Identity.gitHub(), STATEMENT, NOW);
    assertRefused(upload("[" + good.replace(entry(good), entry(foreign)) + "]"), "");
  }

  @Test
  void anEntryOfAnotherAttestationIsRefused() throws Exception {
    String good = attestation();
    assertRefused(upload("[" + good.replace(entry(good), entry(attestation())) + "]"), "log entry");
  }

  private static String entry(String attestation) {
    String key = "\"transparency_entries\":[";
    return attestation.substring(
        attestation.indexOf(key) + key.length(), attestation.indexOf("]},\"envelope\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT11M", "PT-11M"})
  void aCertificateThatWasNotValidWhenTheLogGotItIsRefused(Duration later) throws Exception {
    String late = SIGSTORE.attest(Identity.gitHub(), STATEMENT, NOW, NOW.plus(later));
    assertRefused(upload("[" + late + "]"), "the certificate was not valid at " + NOW.plus(later));
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        statement("version 2", s -> s.replace("\"version\":1,", "\"version\":2,"), "'version'"),
        statement(
            "version as text", s -> s.replace("\"version\":1,", "\"version\":\"1\","), "'version'"),
        statement("no version", s -> s.replace("\"version\":1,", ""), "'version' is missing"),
        statement("no entries", s -> s.replace(entry(s), ""), "'transparency_entries'"),
        statement(
            "two entries",
            s -> s.replace(entry(s), entry(s) + "," + entry(s)),
            "'transparency_entries'"),
        statement(
            "entries without their key",
            s -> s.replace("transparency_entries", "entries"),
            "is missing"),
        statement(
            "a promise that is none",
            s -> s.replace(after(s, "\"signedEntryTimestamp\":\""), "AAAA"),
            ""),
        statement(
            "another root hash",
            s -> s.replace(after(s, "\"rootHash\":\""), after(s, "\"hashes\":[\"")),
            ""),
        statement("no proof", s -> s.replace("inclusionProof", "inclusionProofs"), ""),
        statement(
            "another time",
            s -> s.replace(after(s, "\"integratedTime\":\""), "" + NOW.getEpochSecond() / 2),
            ""),
        statement(
            "no certificate",
            s -> s.replace(after(s, "\"certificate\":\""), ""),
            "'certificate' is empty"),
        statement(
            "a certificate that is none",
            s -> s.replace(after(s, "\"certificate\":\""), base64("nonsense")),
            "ertificate"),
        statement(
            "a certificate without base64",
            s -> s.replace(after(s, "\"certificate\":\""), "-"),
            "no base64"),
        statement(
            "no envelope",
            s -> s.replace("envelope\":{\"statement", "x\":{\"statement"),
            "'envelope' is missing"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void anAttestationWithADefectIsRefusedR740_3(
      String what, UnaryOperator<String> defect, String reason) throws Exception {
    String good = attestation();
    String bad = defect.apply(good);
    assertThat(bad).isNotEqualTo(good);
    assertRefused(upload("[" + bad + "]"), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "{}", "[]", "null", "[1]", "[null]", "[{}]", "[[]]", "[", "\"x\""})
  void whatIsNoListOfAttestationsIsRefused(String nonsense) throws Exception {
    assertRefused(upload(nonsense), "");
  }

  @Test
  void aGoodOneBesideABadOneIsRefusedToo() throws Exception {
    String bad = attestation().replace("\"version\":1,", "\"version\":2,");
    assertRefused(upload("[" + attestation() + "," + bad + "]"), "'version'");
  }

  @Test
  void tenThousandAreRefusedUnchecked() throws Exception {
    String many = IntStream.range(0, 10_000).mapToObj(i -> "{}").collect(Collectors.joining(","));
    assertRefused(upload("[" + many + "]"), "10000 are too many");
  }

  @Test
  void tenMegabytesAreRefused() throws Exception {
    assertRefused(upload("[\"" + "x".repeat(10 << 20) + "\"]"), "1048576 bytes");
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    assertRefused(upload("[".repeat(100_000)), "no JSON document");
    String deep = "{\"x\":".repeat(900) + "1" + "}".repeat(900);
    String bad =
        attestation().replace("\"logIndex\":\"0\",\"logId\"", "\"more\":" + deep + ",\"logId\"");
    assertRefused(upload("[" + bad + "]"), "");
  }

  @Test
  void theFieldTwiceIsRefused() throws Exception {
    String attestations = "[" + attestation() + "]";
    Answer answer =
        fixture.upload(
            Form.of("bdist_wheel", "attested", "1.0")
                .field("sha256_digest", SHA256)
                .field("attestations", attestations)
                .field("attestations", attestations)
                .content(NAME, WHEEL));
    assertRefused(answer, "2 times");
  }
}
