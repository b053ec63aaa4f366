package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that announce a body and hold it back. */
class SlowBodiesTest {
  private static final String TOKEN = "/auth/realms/larder/protocol/openid-connect/token";

  @ParameterizedTest
  @CsvSource({
    TOKEN + ", text/plain",
    "/pypi, text/plain",
    "/_/oidc/mint-token, application/problem+json",
    "/_/oidc/burn-token, application/problem+json"
  })
  void aBodyThatDoesNotComeIsNotWaitedForForEver(String path, String type) {
    try (Fixture fixture = Fixture.withoutRedis("--larder.limits.body=1s");
        RawClient client = fixture.connect()) {
      client.send("POST", path, "Content-Length: 100");
      client.write("grant_type=");
      Reply reply = client.reply("POST");
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.text()).contains("the body didn't come within 1 seconds; send it again");
      assertThat(reply.header("Content-Type")).startsWith(type);
      assertThat(fixture.reached()).isZero();
    }
  }

  @Test
  void allBodiesTogetherHaveOnlySoMuchRoom() throws IOException {
    List<RawClient> slow = new ArrayList<>();
    try (Fixture fixture =
        Fixture.withoutRedis("--larder.limits.bodies=128KB", "--larder.limits.body=10m")) {
      fixture.index.does(call -> call.answer(200, "text/xml", "" + call.drain()));
      fixture.keycloak.does(call -> call.answer(200, "text/plain", "" + call.drain()));
      for (int i = 0; i < 3; i++) {
        RawClient client = fixture.connect();
        slow.add(client);
        client.send("POST", TOKEN, "Content-Length: " + 64 * 1024);
        client.write("x".repeat(63 * 1024));
      }
      RawClient third = refused(slow);
      Reply full = third.reply("POST");
      assertThat(full.status()).isEqualTo(503);
      assertThat(Integer.parseInt(full.header("Retry-After"))).isPositive();
      assertThat(fixture.post("/__api__/v1/repos", "x".repeat(8 * 1024), admin()).status())
          .as("who has proved who they are has room of their own")
          .isEqualTo(200);

      RawClient served = slow.stream().filter(client -> client != third).findFirst().orElseThrow();
      served.write("x".repeat(1024));
      assertThat(served.reply("POST").text()).isEqualTo("" + 64 * 1024);
      assertThat(taken(fixture).text()).isEqualTo("" + 8 * 1024);
    } finally {
      slow.forEach(RawClient::close);
    }
  }

  /** Of three there is room for two; which, the network decides. */
  private static RawClient refused(List<RawClient> clients) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      for (RawClient client : clients) {
        if (client.in().available() > 0) {
          return client;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("nobody was refused");
  }

  /** The room is free again a moment after the answer was read. */
  private static Reply taken(Fixture fixture) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Reply reply;
    do {
      reply = fixture.post("/pypi", "x".repeat(8 * 1024));
    } while (reply.status() == 503 && System.nanoTime() < end);
    return reply;
  }

  private static String admin() {
    return "Authorization: Bearer " + Fixture.ADMIN_SECRET;
  }
}
