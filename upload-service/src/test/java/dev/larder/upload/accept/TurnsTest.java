package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.Sha256;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in several parts through a single buffer. */
class TurnsTest {

  private static final int CLIENTS = 8;
  private static final int MEGABYTE = 1 << 20;

  private Fixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    fixture =
        new Fixture(
            folder,
            Map.of(
                "larder.upload.part-buffers", "1", "larder.upload.max-file-size", 13 * MEGABYTE));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private int upload(String project, int megabytes) throws IOException {
    var wheel = new ByteArrayOutputStream();
    Distributions.largeWheel(project, "1.0", megabytes, wheel);
    Form form =
        Form.of("bdist_wheel", project, "1.0")
            .field("sha256_digest", Sha256.ofBytes(wheel.toByteArray()).hex())
            .content(project + "-1.0-py3-none-any.whl", out -> wheel.writeTo(out))
            .chunked();
    return fixture.upload(form).status();
  }

  @Test
  void manyAtOnceAllGetTheirTurn() throws Exception {
    List<Callable<Integer>> uploads =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> (Callable<Integer>) () -> upload("turn" + i, 12))
            .toList();

    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Integer> status : threads.invokeAll(uploads)) {
        statuses.add(status.get());
      }
    }

    assertThat(statuses).hasSize(CLIENTS).containsOnly(200);
    assertThat(fixture.s3().unfinished()).isEmpty();
  }

  @Test
  void oneThatIsRefusedInItsMiddleGivesTheBufferBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(upload("much", 20)).isEqualTo(413);
    }

    assertThat(upload("fine", 12)).isEqualTo(200);
    assertThat(fixture.s3().unfinished()).isEmpty();
    assertThat(fixture.s3().keys()).hasSize(2);
  }
}
