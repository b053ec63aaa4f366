package dev.larder.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.audit.Line;
import dev.larder.auth.index.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Making tokens, where the store fails half way and where index-service is away. */
class TokenMakerTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2019-03-01T12:00:00.123456Z"), ZoneOffset.UTC);

  private static final Actor ACTOR =
      new Actor(Optional.of("{\"kind\":\"admin\"}"), Optional.of("192.0.2.7"));

  private final FakeAudit audit = new FakeAudit();
  private final FakeTokenStore store = new FakeTokenStore();
  private final TokenMaker maker = new TokenMaker(store, new TwoSources(), audit, CLOCK);

  @Test
  void whatIsKnownOfATokenIsKept() {
    var made = made(maker.make(request("30d"), ACTOR));

    assertThat(made.token()).isEqualTo("token of " + made.guid());
    assertThat(made.expires()).isEqualTo("2019-03-31T12:00:00Z");
    assertThat(store.lifespans).containsEntry(made.guid(), Duration.ofDays(30));
    assertThat(store.tokens.get(made.guid()).grant())
        .isEqualTo(
            new Grant(List.of("sources:write"), List.of("7", "*"), List.of(), Optional.empty()));
  }

  @Test
  void whoMadeATokenIsWrittenDownWithoutTheToken() {
    var made = made(maker.make(request("30d"), ACTOR));

    assertThat(audit.lines)
        .containsExactly(
            new FakeAudit.Written(
                ACTOR,
                new Line(
                    "create-token", made.guid(), "scopes sources:write; sources private, *; x")));
  }

  @Test
  void aTokenThatCannotBeWrittenDownIsTakenBack() {
    audit.away = true;

    assertThat(maker.make(request("30d"), ACTOR))
        .isEqualTo(
            Outcome.refused(
                503,
                "no token is made that isn't in the log, and that can't be written now: see 'larder status', then try again"));
    assertThat(store.tokens).isEmpty();
  }

  @Test
  void aTokenThatCouldNotBeMintedIsTakenBack() {
    store.failsToMint = true;

    assertThatThrownBy(() -> maker.make(request("never"), ACTOR)).hasMessage("not minted");

    assertThat(store.tokens).isEmpty();
  }

  @Test
  void aTokenWhoseCreationWasNotConfirmedIsTakenBack() {
    store.addsAndThenFails = true;

    assertThatThrownBy(() -> maker.make(request("never"), ACTOR)).hasMessage("the answer was lost");

    assertThat(store.tokens).isEmpty();
  }

  @Test
  void theFirstFailureIsToldWhenTakingBackFailsToo() {
    store.failsToMint = true;
    store.failsToRemove = true;

    assertThatThrownBy(() -> maker.make(request("never"), ACTOR)).hasMessage("not minted");
  }

  @Test
  void whatIndexServiceRefusesIsRefusedAndNothingMade() {
    var asked = new TokenRequest("x", List.of(), List.of("unknown"), List.of(), null, null);

    assertThat(maker.make(asked, ACTOR)).isEqualTo(Outcome.refused(404, "no source 'unknown'"));
    assertThat(store.tokens).isEmpty();
  }

  @Test
  void namesAreReadWithoutTheSpaceAroundThem() {
    var asked =
        new TokenRequest("x", null, List.of("private ", " private", " * "), null, null, null);

    var made = made(maker.make(asked, ACTOR));

    assertThat(store.tokens.get(made.guid()).grant().sources()).containsExactly("7", "*");
  }

  @Test
  void aTokenIsRefusedWhereIndexServiceGivesNoIdForAName() {
    var forgetful = new TokenMaker(store, new Forgetful(), audit, CLOCK);
    var refusal = Outcome.refused(502, "index-service answered without an id for 'b'");

    assertThat(
            forgetful.make(new TokenRequest("x", null, List.of("a", "b"), null, null, null), ACTOR))
        .isEqualTo(refusal);
    assertThat(
            forgetful.make(
                new TokenRequest("x", null, List.of("a"), List.of("b"), null, null), ACTOR))
        .isEqualTo(refusal);
    assertThat(store.tokens).isEmpty();
  }

  @Test
  void aTokenForAllNeedsNoIndexService() {
    var asked = new TokenRequest("x", List.of(), List.of("*"), List.of("*"), null, null);
    var alone = new TokenMaker(store, new NobodyThere(), audit, CLOCK);

    var made = made(alone.make(asked, ACTOR));

    assertThat(store.tokens.get(made.guid()).grant())
        .isEqualTo(
            new Grant(
                List.of("sources:write", "repos:read"),
                List.of("*"),
                List.of("*"),
                Optional.empty()));
  }

  @Test
  void aListShowsIdsWhileIndexServiceIsAway() {
    maker.make(request("1h"), ACTOR);

    var list = new TokenList(store, new NobodyThere(), Map::of, CLOCK);

    assertThat(list.list(Optional.empty(), Optional.empty()))
        .singleElement()
        .satisfies(shown -> assertThat(shown.sources()).containsExactly("7", "*"));
  }

  private static TokenRequest request(String expires) {
    return new TokenRequest(
        "x", List.of(), List.of("private", "*", "private"), null, null, expires);
  }

  private static TokenMaker.NewToken made(Outcome<TokenMaker.NewToken> outcome) {
    return switch (outcome) {
      case Outcome.Done<TokenMaker.NewToken>(var made) -> made;
      case Outcome.Refused<TokenMaker.NewToken>(int status, var detail) ->
          throw new AssertionError(status + " " + detail);
    };
  }

  private static final class TwoSources implements Catalogue {

    private final Map<String, String> sources = Map.of("private", "7", "pypi", "8");

    @Override
    public Outcome<Ids> ids(List<String> names, List<String> repos) {
      var ids = new HashMap<String, String>();
      for (String name : names) {
        if (!sources.containsKey(name)) {
          return Outcome.refused(404, "no source '" + name + "'");
        }
        ids.put(name, sources.get(name));
      }
      return Outcome.done(new Ids(ids, Map.of()));
    }

    @Override
    public Names names() {
      return new Names(Map.of("7", "private", "8", "pypi"), Map.of());
    }
  }

  private static final class Forgetful implements Catalogue {

    @Override
    public Outcome<Ids> ids(List<String> sources, List<String> repos) {
      return Outcome.done(new Ids(Map.of("a", "7"), null));
    }

    @Override
    public Names names() {
      return Names.UNKNOWN;
    }
  }

  private static final class NobodyThere implements Catalogue {

    @Override
    public Outcome<Ids> ids(List<String> sources, List<String> repos) {
      return Outcome.refused(503, "nobody there");
    }

    @Override
    public Names names() {
      return Names.UNKNOWN;
    }
  }
}
