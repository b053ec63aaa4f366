package dev.larder.stack.upstream;

import dev.larder.stack.folder.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The upstreams of the first start, one a line in a file of the data folder. */
public record Remembered(Path file) {

  /** Empty before the first start. */
  public Optional<List<UpstreamUrl>> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<UpstreamUrl> urls =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank())
            .map(UpstreamUrl::new)
            .toList();
    return urls.isEmpty() ? Optional.empty() : Optional.of(urls);
  }

  /** Kept for good; mode 0600, as passwords may stand in them. */
  public void write(List<UpstreamUrl> upstreams) throws IOException {
    PrivateFiles.write(
        file,
        upstreams.stream().map(UpstreamUrl::text).collect(Collectors.joining("\n", "", "\n")));
  }
}
