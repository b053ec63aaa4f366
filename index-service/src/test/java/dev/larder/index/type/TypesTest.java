package dev.larder.index.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.change.Refusal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypesTest {
  private static final Types WITH_R =
      new Types(
          List.of(
              new RepositoryType("python", Set.of("local-python", "pypi")),
              new RepositoryType("r", Set.of("cran"))),
          List.of("local-python", "pypi", "cran"));

  @Test
  void aSourceOfATypeThatIsNotMadeForARepositorysTypeIsRefused() {
    assertThat(WITH_R.refuse("r", "cran")).isEmpty();
    assertThat(WITH_R.refuse("python", "pypi")).isEmpty();
    for (String[] pair : new String[][] {{"r", "pypi"}, {"python", "cran"}, {"julia", "cran"}}) {
      assertThat(WITH_R.refuse(pair[0], pair[1]))
          .contains(Refusal.wrong("source type must be compatible with repository type"));
    }
  }

  @Test
  void aTypeThatIsNotSupportedIsRefusedWithThoseThatAre() {
    assertThat(Types.KNOWN.refuseRepository("python")).isEmpty();
    assertThat(Types.KNOWN.refuseRepository("r"))
        .contains(Refusal.wrong("repository type 'r' is not supported; supported: python"));
    assertThat(WITH_R.refuseRepository("r")).isEmpty();
    assertThat(WITH_R.refuseRepository("julia"))
        .contains(Refusal.wrong("repository type 'julia' is not supported; supported: python, r"));
    assertThat(Types.KNOWN.refuseSource("cran"))
        .contains(
            Refusal.wrong("source type 'cran' is not supported; supported: local-python, pypi"));
  }
}
