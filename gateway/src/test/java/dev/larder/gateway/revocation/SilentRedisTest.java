package dev.larder.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.FakeAuth;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.fake.Signer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilentRedisTest {
  private static final Signer REALM = new Signer("realm");
  private static final String GUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  @Test
  void aRedisThatTakesConnectionsAndSaysNothingCostsAThirdOfASecondAtMost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Fixture fixture = new Fixture("redis://:pw@127.0.0.1:" + silent.getLocalPort())) {
      fixture.auth.does(new FakeAuth(REALM).with(GUID));
      fixture.upload.does(call -> call.answer(200, "text/plain", "taken"));
      assertThat(upload(fixture).status()).isEqualTo(200);
      for (int i = 0; i < 4; i++) {
        long began = System.nanoTime();
        assertThat(upload(fixture).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1000));
      }
    }
  }

  private static Reply upload(Fixture fixture) {
    return fixture.ask(
        "POST",
        "/upload/pypi/private",
        "Authorization: Bearer " + REALM.token(GUID),
        "Content-Length: 0");
  }
}
