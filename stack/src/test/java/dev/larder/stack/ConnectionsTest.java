package dev.larder.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.folder.ConnectionFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
  @TempDir Path folder;

  private static Connections connections(boolean tls, String address) {
    return new Connections(
        new Configuration.Server(
            "0.0.0.0",
            4242,
            tls
                ? Optional.of(new Configuration.Tls(Path.of("/c"), Path.of("/k")))
                : Optional.empty(),
            Optional.ofNullable(address).map(URI::create),
            List.of()));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void itIsFoundOnThisMachineByHttpOrByHttps() {
    assertThat(connections(false, null).shown()).isEqualTo("http://localhost:4242");
    assertThat(connections(true, null).shown()).isEqualTo("https://localhost:4242");
  }

  @Test
  void itIsFoundUnderItsPublicAddressToo() throws IOException {
    Connections connections = connections(false, "https://packages.example/rspm");

    connections.write(new ConnectionFile(folder), "secret", Path.of("/srv"));

    assertThat(connections.shown()).isEqualTo("https://packages.example/rspm");
    assertThat(files()).containsExactly("localhost_4242.json", "packages.example_443.json");
    assertThat(folder.resolve("localhost_4242.json"))
        .content()
        .contains("\"address\":\"http://localhost:4242\"");
    assertThat(folder.resolve("packages.example_443.json"))
        .content()
        .contains("\"address\":\"https://packages.example/rspm\"", "\"token\":\"secret\"");

    connections.remove(new ConnectionFile(folder), "secret");
    assertThat(files()).isEmpty();
  }
}
