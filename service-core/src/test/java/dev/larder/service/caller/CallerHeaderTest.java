package dev.larder.service.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerHeaderTest {
  private static Caller read(Map<String, Object> content) {
    return new CallerHeader(_ -> content).read(Optional.of("{}"));
  }

  @Test
  void whereThereIsNoHeaderNobodyAsks() {
    assertThat(new CallerHeader(_ -> Map.of()).read(Optional.empty()))
        .isEqualTo(new Caller.Anonymous());
  }

  @Test
  void everyKindIsRead() {
    assertThat(read(Map.of("kind", "admin")))
        .isEqualTo(new Caller.Admin(Optional.empty(), Optional.empty()));
    assertThat(read(Map.of("kind", "admin", "id", "s", "name", "ada")))
        .isEqualTo(new Caller.Admin(Optional.of("s"), Optional.of("ada")));
    assertThat(read(Map.of("kind", "token", "id", "g")))
        .isEqualTo(new Caller.Token("g", Grants.NONE));
    assertThat(read(Map.of("kind", "person", "id", "s")))
        .isEqualTo(new Caller.Person("s", "s", Grants.NONE));
    assertThat(read(Map.of("kind", "unknown", "detail", "no keys")))
        .isEqualTo(new Caller.Unknown("no keys"));
    assertThat(read(Map.of("kind", "unknown")))
        .isEqualTo(new Caller.Unknown("the credentials can't be checked now; try again"));
  }

  @Test
  void grantsReachWhatTheyName() {
    Grants grants =
        read(Map.of(
                "kind", "token",
                "id", "g",
                "scopes", List.of("sources:write", "repos:read"),
                "sources", List.of("1"),
                "repos", List.of("*"),
                "projects", List.of("corp-*")))
            .grants();

    assertThat(grants.scopes()).isEqualTo(Set.of("sources:write", "repos:read"));
    assertThat(grants.writesSource(1)).isTrue();
    assertThat(grants.readsSource(1)).as("who writes sees").isTrue();
    assertThat(grants.writesSource(2)).isFalse();
    assertThat(grants.readsRepo("7")).isTrue();
    assertThat(grants.writesProject("corp-a")).isTrue();
    assertThat(grants.writesProject("corp")).isFalse();
    assertThat(Grants.NONE.writesProject("any")).as("no limit").isTrue();
    assertThat(Grants.NONE.readsRepo("7")).isFalse();
  }

  @Test
  void whatTheGatewayDoesNotWriteCantBeRead() {
    List<Map<String, Object>> bad =
        List.of(
            Map.of(),
            Map.of("kind", "root"),
            Map.of("kind", 1),
            Map.of("kind", "token"),
            Map.of("kind", "person", "name", "ada"),
            Map.of("kind", "token", "id", 7),
            Map.of("kind", "token", "id", "g", "scopes", "repos:read"),
            Map.of("kind", "token", "id", "g", "repos", List.of(1)));
    for (Map<String, Object> content : bad) {
      assertThatThrownBy(() -> read(content))
          .as(content.toString())
          .isInstanceOf(UnreadableCaller.class)
          .hasMessageStartingWith("The header Larder-Caller can't be read: ");
    }
    assertThatThrownBy(() -> read(null)).isInstanceOf(UnreadableCaller.class);
    CallerHeader noJson =
        new CallerHeader(
            _ -> {
              throw new IOException("bad");
            });
    assertThatThrownBy(() -> noJson.read(Optional.of("admin")))
        .isInstanceOf(UnreadableCaller.class);
  }
}
