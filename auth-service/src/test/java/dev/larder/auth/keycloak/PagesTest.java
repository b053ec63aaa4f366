package dev.larder.auth.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walking a list by offset while it changes. */
class PagesTest {

  private final List<String> list =
      IntStream.range(0, 350)
          .mapToObj("%03d"::formatted)
          .collect(Collectors.toCollection(ArrayList::new));
  private final List<String> seen = new ArrayList<>();

  private List<String> page(int first, int count) {
    int from = Math.min(first, list.size());
    return List.copyOf(list.subList(from, Math.min(from + count, list.size())));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 101, 199, 200, 350})
  void everyItemIsSeen(int size) {
    list.subList(size, list.size()).clear();

    Pages.forEach(this::page, Function.identity(), seen::addAll);

    assertThat(new LinkedHashSet<>(seen)).containsExactlyElementsOf(list);
  }

  @Test
  void noItemIsMissedWhenOneBeforeItIsRemovedMeanwhile() {
    Pages.forEach(
        this::page,
        Function.identity(),
        page -> {
          seen.addAll(page);
          list.remove("005");
        });

    assertThat(seen).containsAll(list);
  }

  @Test
  void noItemIsMissedWhenTheLastOfAPageIsRemovedMeanwhile() {
    Pages.forEach(
        this::page,
        Function.identity(),
        page -> {
          seen.addAll(page);
          list.remove("099");
        });

    assertThat(seen).containsAll(list);
  }

  @Test
  void noItemIsMissedWhenOthersAreAddedMeanwhile() {
    var before = List.copyOf(list);
    var added = new ArrayList<>(List.of("0005", "1505", "3505"));

    Pages.forEach(
        this::page,
        Function.identity(),
        page -> {
          seen.addAll(page);
          if (!added.isEmpty()) {
            list.add(added.removeFirst());
            list.sort(null);
          }
        });

    assertThat(seen).containsAll(before);
  }
}
