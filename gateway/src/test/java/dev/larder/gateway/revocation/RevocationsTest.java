package dev.larder.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.FakeAuth;
import dev.larder.gateway.fake.FakeService;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.fake.Signer;
import dev.larder.gateway.fake.TestRedis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationsTest {
  private static final Signer REALM = new Signer("realm");

  private static TestRedis redis;
  private static Fixture fixture;

  private final String guid = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    redis = new TestRedis();
    redis.run(commands -> commands.set("larder:keys", REALM.jwks()));
    fixture = new Fixture(redis.url());
  }

  @AfterAll
  static void stop() {
    fixture.close();
    redis.close();
  }

  @BeforeEach
  void whole() {
    redis.run(
        commands -> {
          commands.flushall();
          TestRedis.markWhole(commands);
          commands.set("larder:keys", REALM.jwks());
        });
    fixture.upload.does(call -> call.answer(200, "text/plain", "taken"));
    fixture.auth.does(call -> call.answer(500, "text/plain", "nobody should ask"));
    await().until(() -> send(REALM.token(UUID.randomUUID().toString())).status() == 200);
    authSays("active");
  }

  @ParameterizedTest(name = "set {0}, auth-service {1}: {2}")
  @CsvSource({
    "whole without it, active, 200",
    "whole without it, revoked, 200",
    "whole without it, away, 200",
    "whole with it, active, 403",
    "whole with it, revoked, 403",
    "whole with it, away, 403",
    "not whole without it, active, 200",
    "not whole without it, revoked, 403",
    "not whole without it, away, 503",
    "not whole with it, active, 403",
    "not whole with it, revoked, 403",
    "not whole with it, away, 403",
    "of an older process without it, active, 200",
    "of an older process without it, revoked, 403",
    "of an older process without it, away, 503",
    "emptied, active, 200",
    "emptied, revoked, 403",
    "emptied, away, 503",
  })
  void redisKnowsElseAuthServiceElseNobody(String set, String auth, int status) {
    authSays(auth);
    redis.run(
        commands -> {
          if (set.endsWith("with it")) {
            commands.sadd("larder:revoked", guid);
          }
          if (set.startsWith("not whole")) {
            commands.del("larder:revoked:complete");
          }
          if (set.startsWith("of an older process")) {
            commands.set("larder:revoked:complete", "0123456789abcdef");
          }
          if (set.equals("emptied")) {
            commands.flushall();
          }
        });
    Reply reply = send(REALM.token(guid));
    assertThat(reply.status()).isEqualTo(status);
    if (status == 503) {
      assertThat(reply.text()).startsWith("neither Redis nor auth-service can be reached");
      assertThat(reply.text().lines()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "Redis away, auth-service {0}: {1}")
  @CsvSource({"active, 200", "revoked, 403", "away, 503"})
  void withoutRedisAuthServiceKnowsElseNobody(String auth, int status) {
    redis.stop();
    try {
      authSays(auth);
      long began = System.nanoTime();
      assertThat(send(REALM.token(guid)).status()).isEqualTo(status);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    } finally {
      redis.start();
    }
  }

  @Test
  void aRevokedTokenIsRefusedByTheNextRequest() {
    String token = REALM.token(guid);
    for (int i = 0; i < 20; i++) {
      assertThat(send(token).status()).isEqualTo(200);
      redis.run(commands -> commands.sadd("larder:revoked", guid));
      assertThat(send(token).status()).isEqualTo(403);
      redis.run(commands -> commands.srem("larder:revoked", guid));
    }
  }

  @Test
  void aRevokedTokenWhoseSignatureIsKnownIsRefusedAndSoIsOneThatHasEnded() {
    String token = REALM.token(guid);
    String soonOver =
        REALM.token(guid, c -> c.expirationTime(Date.from(Instant.now().plusSeconds(3))));
    for (int i = 0; i < 3; i++) {
      assertThat(send(token).status()).as("good and known").isEqualTo(200);
    }
    await().until(() -> send(soonOver).status() == 403);
    assertThat(send(token).status()).as("the other has not ended").isEqualTo(200);

    redis.run(commands -> commands.sadd("larder:revoked", guid));

    assertThat(send(token).status()).isEqualTo(403);
  }

  @Test
  void oneTokenOfAPublisherIsRefusedAndItsOthersAreNotUntilAllAre() {
    String publisher = "publisher-" + guid;
    String burnt = REALM.token(publisher, c -> c.jwtID("trrtcc:" + guid));
    String other = REALM.token(publisher, c -> c.jwtID("trrtcc:" + UUID.randomUUID()));
    assertThat(send(burnt).status()).isEqualTo(200);

    redis.run(commands -> commands.sadd("larder:revoked", "trrtcc:" + guid));
    assertThat(send(burnt).status()).isEqualTo(403);
    assertThat(send(other).status()).isEqualTo(200);

    redis.run(commands -> commands.sadd("larder:revoked", publisher));
    assertThat(send(other).status()).isEqualTo(403);
  }

  @Test
  void authServiceIsAskedForTheVeryTokenOfAPublisher() {
    String publisher = "publisher-" + guid;
    fixture.auth.does(new FakeAuth(REALM).with(publisher).burn(publisher, "trrtcc:burnt"));
    redis.stop();
    try {
      assertThat(send(REALM.token(publisher, c -> c.jwtID("trrtcc:burnt"))).status())
          .isEqualTo(403);
      assertThat(send(REALM.token(publisher, c -> c.jwtID("trrtcc:other"))).status())
          .isEqualTo(200);
    } finally {
      redis.start();
    }
    assertThat(fixture.auth.calls("/internal/tokens/" + publisher + "?id=trrtcc:burnt")).hasSize(1);
  }

  @Test
  void aSetThatIsNotWholeIsRebuiltByAuthServiceOnceAtATime() {
    CountDownLatch rebuilt = new CountDownLatch(1);
    FakeAuth auth = new FakeAuth(REALM).with(guid);
    fixture.auth.does(
        call -> {
          if (call.target().equals(FakeAuth.REBUILD)) {
            waitFor(rebuilt);
          }
          auth.handle(call);
        });
    redis.run(commands -> commands.del("larder:revoked:complete"));
    for (int i = 0; i < 5; i++) {
      assertThat(send(REALM.token(guid)).status()).isEqualTo(200);
    }
    await().until(() -> fixture.auth.calls(FakeAuth.REBUILD).size() == 1);
    assertThat(fixture.auth.calls(FakeAuth.REBUILD).getFirst().method()).isEqualTo("POST");
    assertThat(fixture.auth.calls("/internal/tokens/" + guid)).hasSize(5);
    rebuilt.countDown();
  }

  @Test
  void withoutRedisATokenIsRefusedByTheNextRequestToo() {
    redis.stop();
    try {
      String token = REALM.token(guid);
      for (int i = 0; i < 5; i++) {
        authSays("active");
        assertThat(send(token).status()).isEqualTo(200);
        authSays("revoked");
        assertThat(send(token).status()).isEqualTo(403);
      }
    } finally {
      redis.start();
    }
  }

  @Test
  void thoseWhoComeWhileAuthServiceIsAskedShareTheNextAnswer() throws Exception {
    redis.stop();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger questions = new AtomicInteger();
    FakeAuth active = new FakeAuth(REALM).with(guid);
    FakeAuth revoked = new FakeAuth(REALM);
    fixture.auth.does(
        call -> {
          boolean first = questions.incrementAndGet() == 1;
          if (first) {
            asked.countDown();
            waitFor(gate);
          }
          (first ? active : revoked).handle(call);
        });
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      String token = REALM.token(guid);
      Future<Integer> before = clients.submit(() -> send(token).status());
      asked.await();
      List<Future<Integer>> after =
          Stream.generate(() -> clients.submit(() -> send(token).status())).limit(20).toList();
      gate.countDown();

      assertThat(before.get()).isEqualTo(200);
      for (Future<Integer> status : after) {
        assertThat(status.get()).isEqualTo(403);
      }
      assertThat(questions.get()).isLessThanOrEqualTo(21);
    } finally {
      redis.start();
    }
  }

  @Test
  void redisIsUsedAgainSoonAfterItIsBack() {
    redis.stop();
    authSays("active");
    assertThat(send(REALM.token(guid)).status()).isEqualTo(200);
    redis.start();
    redis.run(
        commands -> {
          TestRedis.markWhole(commands);
          commands.sadd("larder:revoked", guid);
        });
    await().atMost(Duration.ofSeconds(3)).until(() -> send(REALM.token(guid)).status() == 403);
  }

  private static Reply send(String token) {
    return fixture.ask(
        "POST", "/upload/pypi/private", "Authorization: Bearer " + token, "Content-Length: 0");
  }

  private void authSays(String what) {
    fixture.auth.does(
        switch (what) {
          case "active" -> new FakeAuth(REALM).with(guid);
          case "revoked" -> new FakeAuth(REALM);
          default -> FakeService.Call::reset;
        });
  }

  private static void waitFor(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
