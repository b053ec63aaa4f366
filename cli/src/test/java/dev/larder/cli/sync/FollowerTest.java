package dev.larder.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.cli.FakeApi;
import dev.larder.cli.connection.AddressOption;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.Connector;
import dev.larder.cli.connection.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run is followed to its end, whatever happens on the way, without waiting for it. */
class FollowerTest {
  private static final String RUN = "GET /__api__/v1/syncs/7c";
  private static final String EVENTS = RUN + "/events";

  private final List<String> shown = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private FakeApi api;
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Answer follow() {
    var address = AddressOption.parse(api.address());
    var client = Connector.client(address, false, new Environment(Map.of()));
    var display =
        new Follower.Display() {
          @Override
          public void show(State state) {
            shown.add(state.done() + " " + state.name());
          }

          @Override
          public void again() {}

          @Override
          public void trouble(String why) {
            shown.add("trouble");
          }
        };
    return new Follower(
            () -> new Api(address, Optional.empty(), client, line -> {}),
            display,
            time -> {
              pauses.add(time);
              meanwhile.run();
            })
        .follow("7c");
  }

  private static String sync(String state, int done) {
    return "{\"id\":\"7c\",\"state\":\"%s\",\"packages\":{\"total\":9,\"done\":%d}}"
        .formatted(state, done);
  }

  @Test
  void whatIsToldIsShownUntilTheEnd() {
    api.tells(EVENTS, sync("running", 1), sync("waiting", 2), sync("complete", 9));

    assertThat(follow()).isInstanceOf(Answer.Done.class);
    assertThat(shown).containsExactly("1 running", "2 waiting", "9 complete");
    assertThat(pauses).isEmpty();
  }

  @Test
  void afterABrokenConnectionItListensAgain() {
    api.tells(EVENTS, sync("running", 1));
    api.answers(RUN, 200, sync("running", 2));
    meanwhile = () -> api.tells(EVENTS, sync("running", 3), sync("incomplete", 9));

    assertThat(follow()).isInstanceOf(Answer.Done.class);
    assertThat(shown).containsExactly("1 running", "2 running", "3 running", "9 incomplete");
  }

  @Test
  void whereEventsDontComeThroughItAsksNowAndThen() {
    api.tells(EVENTS);
    api.answers(RUN, 200, sync("running", 2));
    meanwhile = () -> api.answers(RUN, 200, sync("complete", 9));

    assertThat(follow()).isInstanceOf(Answer.Done.class);
    assertThat(shown).containsExactly("2 running", "9 complete");
    assertThat(api.calls()).extracting(FakeApi.Asked::call).containsExactly(EVENTS, RUN, RUN);
  }

  @Test
  void aServerThatIsAwayForAWhileIsWaitedFor() {
    api.refuses(RUN, 502, "sync-service can't be reached");
    meanwhile =
        () -> {
          if (pauses.size() == 10) {
            api.tells(EVENTS, sync("complete", 9));
          }
        };

    assertThat(follow()).isInstanceOf(Answer.Done.class);
    assertThat(shown).startsWith("trouble").endsWith("9 complete");
  }

  @ParameterizedTest
  @CsvSource({"503, PT5M", "404, PT0S", "403, PT0S"})
  void butNotForEver(int status, Duration patience) {
    api.refuses(RUN, status, "no");

    assertThat(follow()).isEqualTo(new Answer.Refused(status, "no"));
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(patience);
  }
}
