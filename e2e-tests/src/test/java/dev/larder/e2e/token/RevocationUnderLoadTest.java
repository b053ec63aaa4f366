package dev.larder.e2e.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.server.Waiting;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A hundred tokens, each revoked while it is in use at two gateways, while Redis is emptied, killed
 * and brought back old: none is accepted in a request that began after its revocation was answered.
 */
@Order(53)
@ExtendWith(SharedFixture.class)
class RevocationUnderLoadTest {
  private static final int TOKENS = 100;
  private static final int CLIENTS_OF_A_GATEWAY = 3;

  /** Refused: not good, too many of those, or nobody can tell now. */
  private static final Set<Integer> REFUSED = Set.of(403, 429, 503);

  private final Fixture fixture;

  RevocationUnderLoadTest(Fixture fixture) {
    this.fixture = fixture;
  }

  /** A token, and whether its revocation was answered. */
  private record InUse(
      String guid, String token, String address, AtomicBoolean revoked, AtomicInteger accepted) {}

  private InUse create(int number) {
    HttpResponse<String> made =
        Http.post(
            fixture.larder().url() + "/__api__/v1/tokens",
            "{\"description\":\"under load %d\",\"sources\":[\"private\"],\"expires\":\"1h\"}"
                .formatted(number),
            "Authorization",
            "Bearer " + fixture.larder().adminToken(),
            "Content-Type",
            "application/json");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode token = Http.json(made);
    return new InUse(
        token.path("guid").asText(),
        token.path("token").asText(),
        "192.0.2." + number,
        new AtomicBoolean(),
        new AtomicInteger());
  }

  /**
   * Sends an upload without a form, which nobody but a good token gets so far as to be told; from
   * an address of its token's own, for uploads and refusals are counted by address.
   */
  private static int use(String gateway, InUse token) {
    try {
      return Http.post(
              gateway + "/upload/pypi/private",
              "",
              "Authorization",
              "Bearer " + token.token(),
              "X-Forwarded-For",
              token.address())
          .statusCode();
    } catch (UncheckedIOException broken) {
      return 503;
    }
  }

  /** Until it is answered that it is done. */
  private void revoke(InUse token) {
    Waiting.until(
        Duration.ofMinutes(3),
        "token " + token.guid() + " is revoked",
        () ->
            Http.post(
                        fixture.larder().url() + "/__api__/v1/tokens/revoke",
                        "{\"guid\":\"%s\"}".formatted(token.guid()),
                        "Authorization",
                        "Bearer " + fixture.larder().adminToken(),
                        "Content-Type",
                        "application/json")
                    .statusCode()
                == 200);
    token.revoked().set(true);
  }

  @Test
  void noTokenIsAcceptedInARequestThatBeganAfterItsRevocationWasAnswered() throws Exception {
    Path folder = NewFolder.in(fixture.folder(), "second-gateway");
    List<InUse> tokens = new ArrayList<>();
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(create(i));
    }
    Queue<String> violations = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    try (SecondGateway second = new SecondGateway(fixture.larder(), folder);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var redis = new RedisOfFixture(fixture.larder(), second.setting("LARDER_REDIS_URL"));
      List<String> gateways = List.of(fixture.larder().url(), second.url());
      List<Future<?>> load = new ArrayList<>();
      for (String gateway : gateways) {
        for (int i = 0; i < CLIENTS_OF_A_GATEWAY; i++) {
          var random = new Random(i);
          load.add(
              clients.submit(
                  () -> {
                    while (!done.get()) {
                      client(gateway, tokens.get(random.nextInt(TOKENS)), violations);
                    }
                  }));
        }
      }
      try {
        revokeAll(tokens, gateways, redis, folder.resolve("copy.aof"));
      } finally {
        done.set(true);
      }
      for (Future<?> client : load) {
        client.get();
      }

      assertThat(violations).isEmpty();
      for (String gateway : gateways) {
        for (InUse token : tokens) {
          assertThat(REFUSED).contains(use(gateway, token));
        }
      }
    }
    assertThat(tokens).allSatisfy(token -> assertThat(token.accepted().get()).isPositive());
    Waiting.until(Duration.ofMinutes(2), "all parts are up", fixture.larder()::isWell);
  }

  private static void client(String gateway, InUse token, Queue<String> violations) {
    boolean wasRevoked = token.revoked().get();
    int status = use(gateway, token);
    if (REFUSED.contains(status)) {
      return;
    }
    if (wasRevoked) {
      violations.add("%s was accepted by %s: %d".formatted(token.guid(), gateway, status));
    } else {
      token.accepted().incrementAndGet();
    }
  }

  private void revokeAll(
      List<InUse> tokens, List<String> gateways, RedisOfFixture redis, Path copy) {
    for (int i = 0; i < TOKENS; i++) {
      InUse token = tokens.get(i);
      Waiting.until(
          Duration.ofMinutes(3),
          "it is in use",
          () -> {
            gateways.forEach(gateway -> client(gateway, token, new ConcurrentLinkedQueue<>()));
            return token.accepted().get() > 0;
          });
      switch (i) {
        case 20 -> redis.empty();
        case 30 -> redis.copyDisk(copy);
        case 50 -> redis.kill();
        case 70 -> redis.comeBackOld(copy);
        default -> {
          // it is left alone
        }
      }
      revoke(token);
    }
  }
}
