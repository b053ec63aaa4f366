package dev.larder.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.House;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.fake.Signer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilentRedisTest {
  private static final Signer REALM = new Signer("realm");

  @Test
  void aRedisThatTakesConnectionsAndSaysNothingCostsAThirdOfASecondAtMost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        House house = new House("redis://:pw@127.0.0.1:" + silent.getLocalPort())) {
      house.auth.does(
          call ->
              call.answer(
                  200,
                  "application/json",
                  call.target().equals("/internal/keys") ? REALM.jwks() : "{\"active\":true}"));
      house.upload.does(call -> call.answer(200, "text/plain", "taken"));
      assertThat(upload(house).status()).isEqualTo(200);
      for (int i = 0; i < 4; i++) {
        long began = System.nanoTime();
        assertThat(upload(house).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1000));
      }
    }
  }

  private static Reply upload(House house) {
    return house.ask(
        "POST",
        "/upload/pypi/private",
        "Authorization: Bearer " + REALM.token("0f8fad5b-d9cb-469f-a165-70867728950e"),
        "Content-Length: 0");
  }
}
