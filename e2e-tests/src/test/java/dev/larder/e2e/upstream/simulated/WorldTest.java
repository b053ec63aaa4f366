package dev.larder.e2e.upstream.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the simulated upstream is made from follows from its seed. */
@Order(1)
class WorldTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final int PROJECTS = 1000;

  @Test
  void theSameSeedGivesTheSamePagesAndAnotherOneOthers() {
    World one = World.of(Options.of(PROJECTS)).later(NOW);
    World same = World.of(Options.of(PROJECTS)).later(NOW);
    World other = World.of(Options.of(PROJECTS).with("seed", "2")).later(NOW);

    for (int number = 0; number < one.projects(); number++) {
      assertThat(one.project(number)).isEqualTo(same.project(number));
      assertThat(one.project(number)).isNotEqualTo(other.project(number));
    }
  }

  @Test
  void pypiHasEighteenMillionFilesAndOneProjectOfFifteenThousand() {
    World pypi = World.of(Options.PYPI);
    long files = 0;
    int small = 0;
    int thousands = 0;
    int largest = 0;
    for (int number = 0; number < pypi.projects(); number++) {
      int count = pypi.project(number).orElseThrow().first();
      files += count;
      small += count <= 20 ? 1 : 0;
      thousands += count >= 1000 ? 1 : 0;
      largest = Math.max(largest, count);
    }

    assertThat(files).isBetween(17_500_000L, 18_500_000L);
    assertThat(small).isBetween(450_000, 600_000);
    assertThat(thousands).isBetween(100, 500);
    assertThat(largest).isBetween(14_000, 16_000);
  }

  @Test
  void aNameSaysItsProjectAndNamesAreSorted() {
    World pypi = World.of(Options.PYPI);
    String before = "";
    for (int number = 0; number < pypi.projects(); number += 97) {
      String name = pypi.project(number).orElseThrow().name();
      assertThat(name).isGreaterThan(before);
      assertThat(pypi.find(name).orElseThrow().number()).isEqualTo(number);
      before = name;
    }
    assertThat(pypi.find("requests")).isEmpty();
    assertThat(pypi.find("no-such-names")).isEmpty();
  }

  @Test
  void afterHundredDaysEveryProjectHasChangedAndTheFirstSerialIsStillThere() {
    World world = World.of(Options.of(PROJECTS));
    for (int day = 0; day < 100; day++) {
      world = world.later(NOW);
    }
    Set<Integer> changed = new HashSet<>();
    for (long serial = PROJECTS + 1; serial <= world.serial(); serial++) {
      Change change = world.change(serial);
      assertThat(change.serial()).isEqualTo(serial);
      assertThat(changed.add(change.project())).isTrue();
      assertThat(world.project(change.project(), serial).map(Project::serial).orElse(serial))
          .isEqualTo(serial);
    }
    assertThat(changed).hasSize(world.projects());
    assertThat(world.change(1).kind()).isEqualTo(Change.Kind.CREATED);
  }

  @Test
  void asManyProjectsHaveBytesAsTheOptionSays() {
    World world = World.of(Options.of(10_000).with("bytes", "10"));

    long withBytes = 0;
    for (int number = 0; number < world.projects(); number++) {
      withBytes += world.project(number).orElseThrow().hasBytes() ? 1 : 0;
    }

    assertThat(withBytes).isBetween(800L, 1200L);
  }

  @Test
  void anOptionThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Options.PYPI.with("project", "1")).hasMessageContaining("project");
  }
}
