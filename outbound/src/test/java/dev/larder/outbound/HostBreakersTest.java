package dev.larder.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostBreakersTest {
  /** Longer than any test. */
  private static final Duration LONG = Duration.ofHours(1);

  /** Over before the next line. */
  private static final Duration NONE = Duration.ofNanos(1);

  private static final Origin HOST = Origin.of(URI.create("https://index.example/")).orElseThrow();
  private static final Origin OTHER = Origin.of(URI.create("https://files.example/")).orElseThrow();
  private static final OutboundPolicy POLICY = OutboundPolicy.PUBLIC_ONLY;

  private final List<String> log = new ArrayList<>();

  private HostBreakers pausing(Duration pause) {
    return new HostBreakers(pause, log::add);
  }

  private static void fail(HostBreakers hosts, String about) throws HostAwayException {
    fail(hosts, about, Optional.empty());
  }

  private static void fail(HostBreakers hosts, String about, Optional<Duration> told)
      throws HostAwayException {
    try (HostBreakers.Permit permit = hosts.permit(POLICY, HOST, about)) {
      permit.failed("was away", told);
    }
  }

  private static void failInARow(HostBreakers hosts) throws HostAwayException {
    for (int i = 0; i < HostBreaker.IN_A_ROW; i++) {
      fail(hosts, "project-" + i);
    }
  }

  @Test
  void aHostThatGaveNoAnswerSeveralTimesInARowIsLeftAlone() throws Exception {
    HostBreakers hosts = pausing(LONG);
    failInARow(hosts);

    assertThatThrownBy(() -> hosts.permit(POLICY, HOST, "more"))
        .isInstanceOfSatisfying(
            HostAwayException.class,
            away -> assertThat(away.retryAfter()).isBetween(Duration.ofMinutes(59), LONG))
        .hasMessageStartingWith(
            "gave no answer 5 times in a row, last because it was away; it is asked again in 3");
    assertThat(hosts.anyAway()).isTrue();
    assertThat(log)
        .containsExactly(
            "index.example:443 isn't asked for a while: it gave no answer 5 times in a row, last because it was away");
  }

  @Test
  void othersAreAskedMeanwhileAndTheSameHostByAnotherWay() throws Exception {
    HostBreakers hosts = pausing(LONG);
    failInARow(hosts);

    OutboundPolicy byProxy = OutboundPolicy.of(null, null, null, "http://proxy:3128");
    assertThatCode(() -> hosts.permit(POLICY, OTHER, "more").answered()).doesNotThrowAnyException();
    assertThatCode(() -> hosts.permit(byProxy, HOST, "more").answered()).doesNotThrowAnyException();
  }

  @Test
  void anAnswerInBetweenBeginsAnew() throws Exception {
    HostBreakers hosts = pausing(LONG);
    for (int i = 0; i < 20; i++) {
      fail(hosts, "project-" + i);
      if (i % (HostBreaker.IN_A_ROW - 1) == 0) {
        hosts.permit(POLICY, HOST, "good").answered();
      }
    }
    assertThat(hosts.anyAway()).isFalse();
  }

  @Test
  void whatFailsAgainAndAgainByItselfSaysNothingOfItsHost() throws Exception {
    HostBreakers hosts = pausing(LONG);
    for (int i = 0; i < 20; i++) {
      fail(hosts, "broken");
    }
    assertThat(hosts.anyAway()).isFalse();
  }

  @Test
  void afterAWhileOneQuestionIsLetThroughAndItsAnswerEndsIt() throws Exception {
    HostBreakers hosts = pausing(NONE);
    failInARow(hosts);

    try (HostBreakers.Permit trial = hosts.permit(POLICY, HOST, "trial")) {
      assertThatThrownBy(() -> hosts.permit(POLICY, HOST, "beside"))
          .isInstanceOfSatisfying(
              HostAwayException.class,
              away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
      trial.answered();
    }

    hosts.permit(POLICY, HOST, "one").answered();
    hosts.permit(POLICY, HOST, "two").answered();
    assertThat(log).last().isEqualTo("index.example:443 answers again");
  }

  @Test
  void aQuestionThatFailsLeavesItAloneAgainWhateverItWasAbout() throws Exception {
    HostBreakers hosts = pausing(NONE);
    failInARow(hosts);

    fail(hosts, "project-4", Optional.of(LONG));

    assertThatThrownBy(() -> hosts.permit(POLICY, HOST, "more"))
        .hasMessageStartingWith("gave no answer 6 times in a row");
    assertThat(log).hasSize(1);
  }

  @Test
  void whatIsNeitherAnsweredNorGivenUpFailed() throws Exception {
    HostBreakers hosts = pausing(LONG);
    for (int i = 0; i < HostBreaker.IN_A_ROW; i++) {
      hosts.permit(POLICY, HOST, "project-" + i).close();
    }
    assertThatThrownBy(() -> hosts.permit(POLICY, HOST, "more"))
        .hasMessageContaining("last because it did not answer in time");
  }

  @Test
  void aQuestionThatIsGivenUpLetsTheNextOneThrough() throws Exception {
    HostBreakers hosts = pausing(NONE);
    failInARow(hosts);

    hosts.permit(POLICY, HOST, "left").withdrawn();

    hosts.permit(POLICY, HOST, "next").answered();
    assertThat(hosts.anyAway()).isFalse();
  }

  @Test
  void whereAHostSaysHowLongThatCounts() throws Exception {
    HostBreakers hosts = pausing(NONE);
    for (int i = 0; i < HostBreaker.IN_A_ROW; i++) {
      fail(hosts, "project-" + i, Optional.of(LONG));
    }
    assertThat(hosts.anyAway()).isTrue();
  }

  @Test
  void eachTimeItIsLeftAloneForTwiceAsLongButAMinuteAtMost() {
    assertThat(HostBreaker.longer(Duration.ofSeconds(5))).hasSeconds(10);
    assertThat(HostBreaker.longer(Duration.ofSeconds(40))).hasSeconds(60);
    assertThat(HostBreaker.longer(Duration.ofSeconds(60))).hasSeconds(60);
  }

  @Test
  void withoutAPauseItIsAlwaysAsked() throws Exception {
    HostBreakers hosts = pausing(Duration.ZERO);
    for (int i = 0; i < 20; i++) {
      fail(hosts, "project-" + i);
    }
    assertThat(hosts.anyAway()).isFalse();
  }

  @Test
  void ofHostsThatUpstreamsNameNotAllAreRemembered() throws Exception {
    HostBreakers hosts = pausing(LONG);
    failInARow(hosts);
    for (int i = 0; i < 1_000; i++) {
      Origin link = Origin.of(URI.create("https://%d.example/".formatted(i))).orElseThrow();
      hosts.permit(POLICY, link, "file").failed("was away", Optional.empty());
    }
    assertThat(hosts.anyAway()).isFalse();
  }
}
