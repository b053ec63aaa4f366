package dev.larder.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
  private static final String PARTNER =
      """
      {"name":"partner","type":"pypi","url":"https://index.example/simple/",
       "maxFileSize":524288000,"claims":["corp-*","x"],"repos":["main"],
       "created":"2026-01-01T00:00:00Z"}
      """;
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args.split(" "));
  }

  @Test
  void aMirrorIsMadeWithItsUpstreamAndCredential() {
    api.answers("POST /__api__/v1/sources", 201, PARTNER);

    Ran ran =
        larder(
            "create source --name=partner --type=pypi --url=https://index.example/simple/"
                + " --credential=me:secret --max-file-size=500MB --succeed-on-existing");

    assertThat(ran.out())
        .isEqualTo(
            """
            Source 'partner':
             Type:  PyPI
             Upstream:  https://index.example/simple/
             Largest file:  500 MB
            """);
    assertThat(api.onlyCall().body())
        .isEqualTo(
            "{\"name\":\"partner\",\"type\":\"pypi\",\"url\":\"https://index.example/simple/\","
                + "\"credential\":\"me:secret\",\"maxFileSize\":524288000,"
                + "\"succeedOnExisting\":true}");
  }

  @Test
  void whenAMirrorIsSynchronizedIsSaidAndShown() {
    api.answers(
        "PATCH /__api__/v1/sources/pypi",
        200,
        """
        {"name":"pypi","type":"pypi","url":"https://host/simple/","schedule":"0 3 * * *"}
        """);

    Ran ran =
        Ran.larder(
            Map.of("LARDER_ADDRESS", api.address()),
            "edit",
            "source",
            "--name=pypi",
            "--schedule=0 3 * * *");

    assertThat(api.onlyCall().body()).isEqualTo("{\"schedule\":\"0 3 * * *\"}");
    assertThat(ran.out()).contains(" Schedule:  0 3 * * *\n");
  }

  @Test
  void howAnUpstreamIsReachedIsSaidAndShown() {
    api.answers(
        "POST /__api__/v1/sources",
        201,
        """
        {"name":"torch","type":"pypi","url":"https://host/whl/","missingStatus":[403,451],
         "allow":["files.corp:9000","10.1.0.0/16"],"proxy":"http://proxy:3128",
         "warning":"it answers 403 for what it hasn't"}
        """);

    Ran ran =
        larder(
            "create source --name=torch --type=pypi --url=https://host/whl/"
                + " --missing-status=403,451 --allow=files.corp:9000,10.1.0.0/16"
                + " --proxy=http://me:hush@proxy:3128 --no-check");

    assertThat(ran.err()).isEqualTo("Warning: it answers 403 for what it hasn't\n");
    assertThat(ran.out())
        .isEqualTo(
            """
            Source 'torch':
             Type:  PyPI
             Upstream:  https://host/whl/
             Missing status:  403,451
             Allowed inside:  files.corp:9000,10.1.0.0/16
             Proxy:  http://proxy:3128
            """);
    assertThat(api.onlyCall().body())
        .contains(
            "\"check\":false",
            "\"missingStatus\":[403,451]",
            "\"allow\":[\"files.corp:9000\",\"10.1.0.0/16\"]",
            "\"proxy\":\"http://me:hush@proxy:3128\"");
  }

  @Test
  void certificatesAreReadFromTheirFiles(@TempDir Path folder) throws Exception {
    api.answers(
        "PATCH /__api__/v1/sources/torch",
        200,
        """
        {"name":"torch","type":"pypi","caSubjects":["CN=corp until 2031-02-01"],
         "clientSubject":"CN=larder until 2027-01-01"}
        """);
    Path ca = Files.writeString(folder.resolve("ca"), "-----BEGIN CERTIFICATE-----");
    Path own = Files.writeString(folder.resolve("own"), "-----BEGIN CERTIFICATE-----own");
    Path key = Files.writeString(folder.resolve("key"), "-----BEGIN PRIVATE KEY-----");

    Ran ran =
        larder(
            "edit source --name=torch --ca-file=%s --client-cert=%s --client-key=%s"
                .formatted(ca, own, key));

    assertThat(ran.out())
        .contains(" Trusted:  CN=corp until 2031-02-01\n")
        .contains(" Client certificate:  CN=larder until 2027-01-01\n");
    assertThat(api.onlyCall().body())
        .isEqualTo(
            "{\"ca\":\"-----BEGIN CERTIFICATE-----\",\"clientCertificate\":"
                + "\"-----BEGIN CERTIFICATE-----own\\n-----BEGIN PRIVATE KEY-----\"}");
  }

  @Test
  void certificatesAreTakenBack() {
    api.answers("PATCH /__api__/v1/sources/torch", 200, PARTNER);

    assertThat(larder("edit source --name=torch --ca-file= --client-cert=").exitCode()).isZero();
    assertThat(api.onlyCall().body()).isEqualTo("{\"ca\":\"\",\"clientCertificate\":\"\"}");
  }

  @Test
  void whatIsNoCertificateIsNotSent(@TempDir Path folder) throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "-----BEGIN PRIVATE KEY-----");
    Path text = Files.writeString(folder.resolve("text"), "nothing");
    for (String wrong :
        new String[] {
          "--ca-file=" + folder.resolve("none") + ": '" + folder.resolve("none") + "' does not",
          "--ca-file=" + text + ": '" + text + "' holds no PEM",
          "--client-key=" + key + ": --client-key is the key of a certificate",
        }) {
      String[] parts = wrong.split(": ", 2);

      Ran ran = larder("edit source --name=torch " + parts[0]);

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains(parts[1]);
    }
  }

  @Test
  void howAnUpstreamIsReachedIsTakenBack() {
    api.answers("PATCH /__api__/v1/sources/torch", 200, PARTNER);

    assertThat(larder("edit source --name=torch --missing-status= --allow= --proxy=").exitCode())
        .isZero();
    assertThat(api.onlyCall().body())
        .isEqualTo("{\"missingStatus\":[],\"allow\":[],\"proxy\":\"\"}");
  }

  @Test
  void onlyWhatIsNamedIsChanged() {
    api.answers("PATCH /__api__/v1/sources/partner", 200, PARTNER);

    assertThat(larder("edit source --name=partner --max-file-size=0").exitCode()).isZero();
    assertThat(api.onlyCall().body()).isEqualTo("{\"maxFileSize\":0}");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1kb, 1024", "500MB, 524288000", "5 GiB, 5368709120", "2G, 2147483648"})
  void sizesAreReadWithTheirUnits(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @Test
  void aSourceIsDeleted() {
    api.answers("DELETE /__api__/v1/sources/partner", 204, "");

    assertThat(larder("delete source --name=partner").out())
        .isEqualTo("Deleted source 'partner'.\n");
  }

  @Test
  void aProjectsStatusIsChanged() {
    api.answers(
        "PATCH /__api__/v1/sources/private/projects/corp-old",
        200,
        """
        {"source":"private","name":"corp-old","status":"deprecated","reason":"use corp"}
        """);

    Ran ran =
        larder(
            "edit project --source=private --name=corp-old --status=deprecated --reason=use_corp");

    assertThat(ran.out())
        .isEqualTo("Project 'corp-old' of source 'private': deprecated (use corp)\n");
    assertThat(api.onlyCall().body())
        .isEqualTo("{\"status\":\"deprecated\",\"reason\":\"use_corp\"}");
  }

  @Test
  void namesAreClaimed() {
    api.answers(
        "POST /__api__/v1/sources/private/claims",
        201,
        "{\"source\":\"private\",\"name\":\"corp-*\"}");

    assertThat(larder("claim --source=private --name=corp-*").out())
        .isEqualTo("Source 'private' claims 'corp-*'.\n");
    assertThat(api.onlyCall().body()).isEqualTo("{\"name\":\"corp-*\"}");
  }

  @Test
  void aClaimIsGivenUp() {
    api.answers(
        "POST /__api__/v1/sources/private/releases",
        200,
        "{\"source\":\"private\",\"name\":\"corp-*\",\"released\":\"claim\"}");

    assertThat(larder("release --source=private --name=corp-*").out())
        .isEqualTo("Source 'private' released the claim 'corp-*'.\n");
  }

  @Test
  void sourcesAreShownWithUpstreamClaimsAndRepositories() {
    api.answers(
        "GET /__api__/v1/sources",
        200,
        "{\"sources\":[{\"name\":\"private\",\"type\":\"local-python\",\"url\":null,\"claims\":[],"
            + "\"repos\":[]},"
            + PARTNER
            + "]}");

    assertThat(larder("list sources").out().lines())
        .containsExactly(
            "NAME     TYPE          UPSTREAM                       CLAIMS    REPOS",
            "private  Local Python  -                              -         -",
            "partner  PyPI          https://index.example/simple/  corp-*,x  main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create source --name=a",
        "create source --type=pypi",
        "create source --name=a --type=pypi --max-file-size=much",
        "create source --name=a --type=pypi --missing-status=forbidden",
        "create source --name=a --type=pypi --max-file-size=999999999999GB",
        "edit source --name=a",
        "edit project --source=a --name=b --status=gone",
        "edit project --source=a --status=active",
        "claim --source=a",
        "release --name=a",
        "delete source"
      })
  void wrongUsageNeverReachesTheServer(String args) {
    Ran ran = larder(args);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(api.calls()).isEmpty();
  }
}
