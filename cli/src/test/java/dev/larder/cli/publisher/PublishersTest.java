package dev.larder.cli.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishersTest {
  private static final String PUBLISHER =
      """
      {"guid":"publisher-1","source":"private","project":"corp-*","issuer":"https://ci.example",
       "claims":{"repository":"acme/app","workflow":"release.yml"},"created":"2026-01-01T00:00:00Z"}
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

  private Ran larder(String... args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args);
  }

  @Test
  void aPublisherIsMadeOfWhatWasTyped() throws Exception {
    api.answers("POST /__api__/v1/publishers", 201, PUBLISHER);

    Ran ran =
        larder(
            "create",
            "publisher",
            "--source=private",
            "--project=corp-*",
            "--issuer=github",
            "--claims",
            "repository=acme/app",
            "workflow=release.yml");

    assertThat(api.onlyCall().json())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"source":"private","project":"corp-*","issuer":"github",
                     "claims":{"repository":"acme/app","workflow":"release.yml"}}
                    """));
    assertThat(ran.out())
        .isEqualTo(
            """
            Publisher: publisher-1
             Source:  private
             Project:  corp-*
             Issuer:  https://ci.example
             Claims:  repository=acme/app workflow=release.yml
            """);
  }

  @Test
  void claimsMayBeGivenOneByOneAndHoldAnEqualsSign() throws Exception {
    api.answers("POST /__api__/v1/publishers", 201, PUBLISHER);

    larder(
        "create",
        "publisher",
        "--source=a",
        "--project=b",
        "--issuer=https://ci.example",
        "--claims=sub=repo:a/b:ref=main",
        "--claims=environment=release");

    assertThat(api.onlyCall().json().path("claims").toString())
        .isEqualTo("{\"sub\":\"repo:a/b:ref=main\",\"environment\":\"release\"}");
  }

  @Test
  void nothingMayBeLeftOut() {
    assertThat(larder("create", "publisher", "--source=a", "--project=b").exitCode()).isEqualTo(2);
    assertThat(
            larder("create", "publisher", "--source=a", "--project=b", "--issuer=github")
                .exitCode())
        .isEqualTo(2);
    assertThat(larder("delete", "publisher").exitCode()).isEqualTo(2);
  }

  @Test
  void publishersAreShownUnderTheirHeadings() {
    api.answers("GET /__api__/v1/publishers", 200, "{\"publishers\":[" + PUBLISHER + "]}");

    assertThat(larder("list", "publishers").out().lines())
        .containsExactly(
            "GUID         SOURCE   PROJECT  ISSUER              CLAIMS                                    "
                + "CREATED",
            "publisher-1  private  corp-*   https://ci.example  repository=acme/app workflow=release.yml  "
                + "2026-01-01T00:00:00Z");
  }

  @Test
  void aPublisherIsDeleted() {
    api.answers("DELETE /__api__/v1/publishers/publisher-1", 204, "");

    assertThat(larder("delete", "publisher", "--guid=publisher-1").out())
        .isEqualTo("Deleted publisher 'publisher-1'.\n");
  }
}
