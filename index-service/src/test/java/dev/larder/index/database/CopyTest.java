package dev.larder.index.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopyTest {

  @Test
  void valuesComeOutAsTheyWentIn() {
    List<String> texts =
        Arrays.asList(
            "plain", "", "\\", "a\tb", "\nfirst", "last\r", "\\N", "\\.", "Zoë 漢字 🐍", null);
    try (Fixture fixture = Fixture.open()) {
      fixture.execute("create table copied (id integer, value text)");

      copy(fixture, texts);

      assertThat(fixture.query("select value from copied order by id")).isEqualTo(texts);
    }
  }

  @Test
  void whatNoTextOfPostgresqlHoldsIsLeftOut() {
    try (Fixture fixture = Fixture.open()) {
      fixture.execute("create table copied (id integer, value text)");

      copy(fixture, List.of("a\0b\0"));

      assertThat(fixture.query("select value from copied")).containsExactly("ab");
    }
  }

  private static void copy(Fixture fixture, List<String> texts) {
    fixture
        .bean(Database.class)
        .write(
            () -> {
              fixture
                  .bean(Copy.class)
                  .into(
                      "copied",
                      "id, value",
                      IntStream.range(0, texts.size())
                          .mapToObj(i -> Arrays.<Object>asList(i, texts.get(i)))
                          .iterator());
              return texts.size();
            });
  }
}
