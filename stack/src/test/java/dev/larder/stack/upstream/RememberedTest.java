package dev.larder.stack.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {
  @TempDir Path folder;

  @Test
  void theUpstreamsOfTheFirstStartAreKeptPrivatelyInTheirOrder() throws IOException {
    Remembered remembered = new Remembered(folder.resolve("upstreams"));
    List<UpstreamUrl> urls =
        List.of(UpstreamUrl.of("https://me:pw@b.example/"), UpstreamUrl.of("https://a.example/"));

    assertThat(remembered.read()).isEmpty();
    remembered.write(urls);

    assertThat(remembered.read()).contains(urls);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(remembered.file())))
        .isEqualTo("rw-------");
  }
}
