package dev.larder.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestIdTest {
  @Test
  void exactlyOneGoodIdIsKept() {
    assertThat(RequestId.of(List.of("a.b_C-1"))).isEqualTo("a.b_C-1");
    for (List<String> bad :
        List.of(List.<String>of(), List.of(""), List.of("a b"), List.of("a", "b"))) {
      assertThat(RequestId.of(bad)).matches("[0-9a-f]{16}");
    }
  }

  @Test
  void aThreadWorksForARequestUntilItsWorkEnds() {
    assertThat(RequestId.current()).isEmpty();
    assertThat(
            RequestId.during(
                "outer",
                () ->
                    RequestId.during("inner", RequestId::current).get()
                        + RequestId.current().get()))
        .isEqualTo("innerouter");
    assertThat(RequestId.current()).isEmpty();
  }

  @Test
  void workIsCarriedToOtherThreads() throws Exception {
    List<Optional<String>> seen = new ArrayList<>();
    RequestId.during("r", () -> RequestId.start("test", () -> seen.add(RequestId.current())))
        .join();
    Runnable carried =
        RequestId.during("r", () -> RequestId.carried(() -> seen.add(RequestId.current())));
    carried.run();
    RequestId.with(Optional.empty(), () -> seen.add(RequestId.current()));

    assertThat(seen).containsExactly(Optional.of("r"), Optional.of("r"), Optional.empty());
  }
}
