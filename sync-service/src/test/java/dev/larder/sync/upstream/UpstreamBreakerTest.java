package dev.larder.sync.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.outbound.HostBreakers;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.look.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamBreakerTest {
  private static final URI INDEX = URI.create("https://index.example/simple/");

  private final List<Look> asked = new ArrayList<>();

  private Upstream answering(Upstream upstream) {
    return new UpstreamBreaker(
        look -> {
          asked.add(look);
          return upstream.look(look);
        },
        new HostBreakers(Duration.ofHours(1), line -> {}));
  }

  private static Look look(URI url, String project) {
    return new Look("up", url, null, ProjectName.of(project), null);
  }

  private static List<Outcome> looks(Upstream upstream, URI url) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      outcomes.add(upstream.look(look(url, "project-" + i)));
    }
    return outcomes;
  }

  @Test
  void anUpstreamThatGivesNoAnswerIsLeftAlone() throws Exception {
    Upstream upstream =
        answering(
            look ->
                Outcome.Failed.silent(502, look, "can't be reached: the connection was refused"));

    Outcome last = looks(upstream, INDEX).getLast();

    assertThat(asked).hasSize(5);
    assertThat(last)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.status()).isEqualTo(503);
              assertThat(failed.away()).isTrue();
              assertThat(failed.ours()).isFalse();
              assertThat(failed.retryAfter()).isPresent();
              assertThat(failed.detail())
                  .startsWith(
                      "Upstream 'up' (https://index.example/simple/) gave no answer 5 times in a"
                          + " row, last because it can't be reached: the connection was refused; it"
                          + " is asked again in ");
            });
  }

  @Test
  void nonsenseIsAnAnswerToo() throws Exception {
    looks(answering(look -> Outcome.Failed.because(look, "sent something else")), INDEX);
    looks(answering(look -> Outcome.Failed.noRoom(look)), INDEX);
    looks(answering(look -> new Outcome.Missing()), INDEX);

    assertThat(asked).hasSize(18);
  }

  @Test
  void aFolderIsAlwaysAsked() throws Exception {
    looks(
        answering(look -> Outcome.Failed.silent(502, look, "can't be read")),
        URI.create("file:///wheels/"));

    assertThat(asked).hasSize(6);
  }

  @Test
  void lookingInVainUntilNobodyWaitsAnyMoreIsNoAnswer() throws Exception {
    Upstream upstream =
        answering(
            look -> {
              throw new InterruptedException();
            });
    for (int i = 0; i < 5; i++) {
      Look look = look(INDEX, "project-" + i);
      assertThatThrownBy(() -> upstream.look(look)).isInstanceOf(InterruptedException.class);
    }

    assertThat(upstream.look(look(INDEX, "more")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.detail()).contains("it did not answer in time;"));
  }
}
