package dev.larder.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import dev.larder.stack.folder.ConnectionFile;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.supervision.Identity;
import dev.larder.stack.supervision.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerOptionTest {
  @TempDir Path home;

  @Test
  void theOnlyOneThatRunsIsFoundWithoutBeingNamed() throws IOException {
    Path data = starts("one", 4300);
    ended("two", 4301);

    assertThat(folder()).isEqualTo(data);
  }

  @Test
  void theOneOnTheUsualFolderComesFirst() throws IOException {
    starts("one", 4300);
    Path usual = runs(home.resolve(".local/share/larder"), 4242);

    assertThat(folder()).isEqualTo(usual);
  }

  @Test
  void ofSeveralOneIsToBeChosen() throws IOException {
    Path one = starts("one", 4300);
    Path two = starts("two", 4301);

    assertThatThrownBy(this::folder)
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(
            "--data", one + " (http://localhost:4300)", two + " (http://localhost:4301)");
    assertThat(folder("--port", "4301")).isEqualTo(two);
    assertThat(folder("-a", "http://127.0.0.1:4300")).isEqualTo(one);
    assertThat(folder("--data", two.toString())).isEqualTo(two);
  }

  @Test
  void whereNoneRunsItIsTheUsualFolder() throws IOException {
    ended("one", 4300);

    assertThat(folder()).isEqualTo(home.resolve(".local/share/larder"));
  }

  @Test
  void anAddressThatNobodyKnowsAndTwoWaysToNameOneAreRefused() {
    assertThatThrownBy(() -> folder("--port", "1")).hasMessageContaining("http://localhost:1");
    assertThatThrownBy(() -> folder("--port", "1", "--data", "/x"))
        .hasMessage("give one of --address, --port and --data");
  }

  private Path folder(String... args) throws IOException {
    return CommandLine.populateCommand(new ServerOption(), args).folder(environment());
  }

  private Map<String, String> environment() {
    return Map.of("HOME", home.toString());
  }

  private Path starts(String name, int port) throws IOException {
    Path data = runs(home.resolve(name), port);
    connects(data, port);
    return data;
  }

  private void ended(String name, int port) throws IOException {
    Path data = home.resolve(name);
    new RunFiles(DataFolder.open(data).run())
        .stack(new RunFiles.StackMark(1, "another boot", "http://localhost:" + port, true));
    connects(data, port);
  }

  private static Path runs(Path data, int port) {
    Identity self = Identity.of(ProcessHandle.current().pid()).orElseThrow();
    new RunFiles(DataFolder.open(data).run())
        .stack(new RunFiles.StackMark(self.pid(), self.start(), "http://localhost:" + port, true));
    return data;
  }

  private void connects(Path data, int port) throws IOException {
    Address address = new Address("localhost", port);
    ConnectionFile.ofUser(environment()).write(address, address.url("http"), "secret", data);
  }
}
