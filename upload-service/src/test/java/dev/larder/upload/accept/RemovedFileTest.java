package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovedFileTest {
  private static final String WHEEL = "removed-1-py3-none-any.whl";

  @Test
  void whoUploadsTheNameOfARemovedFileIsToldThatItWasUsed(@TempDir Path folder) throws Exception {
    try (Fixture fixture = new Fixture(folder, Map.of())) {
      assertThat(upload(fixture).status()).isEqualTo(200);
      fixture.index().remove(WHEEL);

      Answer again = upload(fixture);

      assertThat(again.status()).isEqualTo(400);
      assertThat(again.body())
          .isEqualTo(
              "This filename was previously used by a file that has since been deleted."
                  + " Use a different version.\n");
    }
  }

  private static Answer upload(Fixture fixture) throws IOException {
    return fixture.upload(
        "bdist_wheel", "removed", "1", WHEEL, Distributions.wheel("removed", "1"));
  }
}
