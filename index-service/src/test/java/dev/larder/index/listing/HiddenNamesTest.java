package dev.larder.index.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.claim.Claim;
import dev.larder.index.claim.Claims;
import dev.larder.index.database.Database;
import dev.larder.index.project.OwnedNames.Hidden;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenNamesTest {

  @Test
  void whatIsHiddenIsWhatClaimsLeaveOutNameByName() {
    List<Source> all;
    try (Fixture fixture = Fixture.open()) {
      fixture.done(201, "POST", "/sources", Map.of("name", "team", "type", "local-python"));
      fixture.done(
          201,
          "POST",
          "/sources",
          Map.of("name", "torch", "type", "pypi", "url", "https://torch.example/", "check", false));
      all =
          fixture
              .bean(Database.class)
              .read(() -> fixture.bean(Sources.class).everWithIds(List.of(1, 2, 3, 4)));
    }
    Random random = new Random(3);
    List<String> patterns = List.of("a*", "ab", "*b", "corp-*", "*");
    for (int round = 0; round < 500; round++) {
      List<Source> inOrder = new ArrayList<>(all);
      java.util.Collections.shuffle(inOrder, random);
      inOrder = inOrder.subList(0, 1 + random.nextInt(4));
      List<Claim> claims = new ArrayList<>();
      for (String pattern : patterns) {
        if (random.nextInt(3) == 0) {
          claims.add(new Claim(1 + random.nextInt(4), pattern));
        }
      }
      for (String name : List.of("a", "ab", "cb", "corp-x", "z")) {
        List<Claim> to = claims.stream().filter(claim -> claim.covers(name)).toList();
        List<Hidden> hidden =
            HiddenNames.of(inOrder, claims).stream()
                .filter(each -> new Claim(0, each.pattern()).covers(name))
                .toList();
        assertThat(
                inOrder.stream()
                    .filter(source -> hidden.stream().noneMatch(h -> h.source() == source.id())))
            .containsExactlyElementsOf(Claims.open(inOrder, source -> source, to));
      }
    }
  }
}
