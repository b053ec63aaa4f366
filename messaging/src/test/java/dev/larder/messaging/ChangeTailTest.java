package dev.larder.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTailTest {
  @TempDir Path folder;
  private TestRedis server;
  private Redis redis;
  private ChangeLog changes;
  private ChangeTail tail;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = TestRedis.started(folder);
    redis = Redis.open(server.url());
    changes = new ChangeLog(redis);
  }

  @AfterEach
  void stop() {
    if (tail != null) {
      tail.close();
    }
    redis.close();
    server.close();
  }

  @Test
  void theFirstThingHeardIsThatTheCacheMustBeEmptied() {
    changes.send(Changes.of(1, 2));
    follow();
    applied(2);
    assertThat(heard).containsExactly("lost");
  }

  @Test
  void changesAreHeardInOrderAndThenCountAsApplied() {
    follow();
    applied(0);
    changes.send(Changes.range(1, 1_500));
    applied(1_500);
    assertThat(heard).hasSize(1_501).startsWith("lost", "1", "2").endsWith("1500");
    assertThat(tail.covers(OptionalLong.of(1_500))).isTrue();
    assertThat(tail.covers(OptionalLong.of(1_501))).isFalse();
    assertThat(tail.covers(OptionalLong.empty())).isFalse();
  }

  @Test
  void aJumpOfTheSerialMeansThatSomethingWasLost() {
    changes.send(Changes.of(1));
    follow();
    applied(1);
    changes.send(Changes.of(5, 6));
    applied(6);
    assertThat(heard).containsExactly("lost", "lost", "5", "6");
  }

  @Test
  void aSerialThatIsRaisedWithoutAnEntryMeansThatSomethingWasLost() {
    changes.send(Changes.of(1));
    follow();
    applied(1);
    changes.advance(9);
    applied(9);
    assertThat(heard).containsExactly("lost", "lost");
  }

  @Test
  void anEmptiedRedisMeansThatSomethingWasLost() {
    changes.send(Changes.of(1, 2, 3));
    follow();
    applied(3);
    server.commands().flushall();
    applied(0);
    changes.send(Changes.of(3, 4));
    applied(4);
    assertThat(heard).startsWith("lost", "lost").endsWith("3", "4");
  }

  @Test
  void aBrokenConnectionIsKnownAtOnceAndMendedWithLoss() throws Exception {
    changes.send(Changes.of(1));
    follow();
    applied(1);
    server.kill();
    applied(ChangeTail.UNSURE);
    server.start();
    TestRedis.waitUntil(() -> TestRedis.answers(() -> changes.send(Changes.of(2))));
    applied(2);
    assertThat(heard.subList(0, 2)).containsExactly("lost", "lost");
  }

  @Test
  void anUnreadableEntryMeansThatSomethingWasLost() {
    changes.send(Changes.of(1));
    follow();
    applied(1);
    server.commands().xadd(Keys.CHANGES, "what", "ever");
    changes.send(Changes.of(2));
    applied(2);
    assertThat(heard).containsExactly("lost", "lost", "2");
  }

  @Test
  void aRedisThatStopsAnsweringIsNotTrusted() {
    changes.send(Changes.of(1));
    follow();
    applied(1);
    server.freeze();
    try {
      applied(ChangeTail.UNSURE);
    } finally {
      server.resume();
    }
    applied(1);
    assertThat(heard).endsWith("lost");
  }

  @Test
  void followingCanBeginBeforeRedisDoes() throws Exception {
    server.kill();
    follow();
    assertThat(tail.applied()).isEqualTo(ChangeTail.UNSURE);
    server.start();
    applied(0);
    assertThat(heard).containsExactly("lost");
  }

  @Test
  void aFailingListenerDoesNotEndTheFollowing() {
    tail =
        ChangeTail.start(
            redis,
            new ChangeTail.Listener() {
              @Override
              public void changed(Change change) {
                heard.add(Long.toString(change.serial()));
                if (change.serial() == 1) {
                  throw new IllegalStateException("cannot bear a one");
                }
              }

              @Override
              public void lost() {
                heard.add("lost");
              }
            });
    applied(0);
    changes.send(Changes.of(1));
    applied(1);
    assertThat(heard).containsExactly("lost", "1", "lost");
  }

  private void follow() {
    tail =
        ChangeTail.start(
            redis,
            new ChangeTail.Listener() {
              @Override
              public void changed(Change change) {
                heard.add(Long.toString(change.serial()));
              }

              @Override
              public void lost() {
                heard.add("lost");
              }
            });
  }

  private void applied(long serial) {
    TestRedis.waitUntil(() -> tail.applied() == serial);
  }
}
