package dev.larder.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What services and readers are told of the public address, on the wire. */
@ExtendWith(OutputCaptureExtension.class)
class BaseTest {
  private static Fixture open;
  private static Fixture proxied;
  private static Fixture addressed;

  @BeforeAll
  static void start() {
    open = Fixture.withoutRedis();
    proxied = Fixture.withoutRedis("--larder.trusted.proxies=127.0.0.0/8");
    addressed = Fixture.withoutRedis("--larder.server.address=https://host/rspm/");
  }

  @AfterAll
  static void stop() {
    open.close();
    proxied.close();
    addressed.close();
  }

  @Test
  void aServiceHearsTheRequestsOwnHost() {
    assertThat(seen(open, "/simple/", "Host: larder.corp:4242", "Larder-Base: http://evil"))
        .isEqualTo("/simple/ http://larder.corp:4242 null");
  }

  @Test
  void aClientsOwnWordsAreDroppedAndNeverPassedOn() {
    assertThat(
            seen(
                open,
                "/simple/",
                "Host: here",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Prefix: /evil"))
        .isEqualTo("/simple/ http://here null");
  }

  @Test
  void aTrustedProxysWordsBecomeTheBaseAndArePassedOnAsNothingElse() {
    assertThat(
            seen(
                proxied,
                "/simple/",
                "Host: 127.0.0.1:1",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: packages.corp",
                "X-Forwarded-Prefix: /rspm"))
        .isEqualTo("/simple/ https://packages.corp/rspm null");
  }

  @Test
  void aPathWithThePrefixArrivesWithoutIt() {
    assertThat(seen(addressed, "/rspm/main/latest/simple/a/", "Host: x"))
        .isEqualTo("/main/latest/simple/a/ https://host/rspm null");
    assertThat(seen(addressed, "/main/latest/simple/a/?x=/rspm/", "Host: x"))
        .isEqualTo("/main/latest/simple/a/?x=/rspm/ https://host/rspm null");
  }

  @Test
  void whatIsRefusedWithoutThePrefixIsRefusedWithItToo() {
    for (String path :
        new String[] {
          "/rspm/internal/names", "/rspm/../internal/names", "/rspm//internal", "/rspm/rspm/x"
        }) {
      int before = addressed.reached();
      assertThat(addressed.get(path).status()).as(path).isEqualTo(404);
      assertThat(addressed.reached()).isEqualTo(before);
    }
    Reply call = addressed.get("/rspm/__api__/v1/repos");
    assertThat(call.status()).isEqualTo(401);
    assertThat(call.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void thePrefixWithoutItsSlashLeadsHome() {
    Reply reply = addressed.get("/rspm");
    assertThat(reply.status()).isEqualTo(301);
    assertThat(reply.header("Location")).isEqualTo("rspm/");
    assertThat(addressed.get("/rspm/").text()).contains("https://host/rspm/latest/simple/");
  }

  @Test
  void statusSaysTheAddress() {
    assertThat(addressed.get("/__api__/status").text())
        .contains("\"address\":\"https://host/rspm\"");
    assertThat(open.get("/__api__/status", "Host: here:1").text())
        .contains("\"address\":\"http://here:1\"");
  }

  @Test
  void theLogNamesTheClientBehindTheProxy(CapturedOutput output) {
    proxied.get("/__ping__", "X-Request-Id: far", "X-Forwarded-For: 203.0.113.7");
    open.get("/__ping__", "X-Request-Id: forged", "X-Forwarded-For: 203.0.113.8");
    await()
        .until(
            () ->
                output.getOut().contains("\"request_id\":\"far\"")
                    && output.getOut().contains("\"request_id\":\"forged\""));
    assertThat(output.getOut().lines().filter(line -> line.contains("\"request_id\":\"far\"")))
        .allMatch(line -> line.contains("\"client\":\"203.0.113.7\""));
    assertThat(output.getOut().lines().filter(line -> line.contains("\"request_id\":\"forged\"")))
        .allMatch(line -> line.contains("\"client\":\"127.0.0.1\""));
  }

  private static String seen(Fixture fixture, String target, String... headers) {
    fixture.index.does(
        call ->
            call.answer(
                200,
                "text/plain",
                "%s %s %s"
                    .formatted(
                        call.target(),
                        call.header("Larder-Base"),
                        call.headers().keySet().stream()
                            .filter(name -> name.startsWith("x-forwarded"))
                            .findAny()
                            .orElse(null))));
    return fixture.get(target, headers).text();
  }
}
