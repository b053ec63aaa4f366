package dev.larder.stack.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  @Test
  void aNewDataFolderIsItsOwnersAlone() throws IOException {
    DataFolder data = DataFolder.open(folder.resolve("deep/data"));

    assertThat(mode(data.root())).isEqualTo("rwx------");
    assertThat(mode(data.at("secrets"))).isEqualTo("rwx------");
  }

  @Test
  void aDataFolderThatCantBeMadeIsRefusedByName() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(file.resolve("data").toString())
        .hasMessageContaining("--data");
  }

  @Test
  void theUsualDataFolderIsTheUsersDataFolder() {
    assertThat(DataFolder.usual(Map.of("XDG_DATA_HOME", "/x"))).isEqualTo(Path.of("/x/larder"));
    assertThat(DataFolder.usual(Map.of("XDG_DATA_HOME", "relative")).toString())
        .endsWith("/.local/share/larder");
    assertThat(DataFolder.usual(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.local/share/larder"));
    assertThat(UserFolders.configuration(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "")))
        .isEqualTo(Path.of("/h/.config/larder"));
  }

  @Test
  void aSecretIsMadeOnceReadableByItsOwnerAloneAndLikeNoOther() throws IOException {
    Secrets secrets = DataFolder.open(folder).secrets();

    String first = secrets.get("redis");

    assertThat(first).matches("[A-Za-z0-9_-]{43}");
    assertThat(DataFolder.open(folder).secrets().get("redis")).isEqualTo(first);
    assertThat(secrets.get("admin")).isNotEqualTo(first);
    assertThat(mode(folder.resolve("secrets/redis"))).isEqualTo("rw-------");
  }

  @Test
  void allWhoAskForANewSecretAtOnceGetTheSame() {
    DataFolder data = DataFolder.open(folder);

    for (int i = 0; i < 20; i++) {
      String name = "secret-" + i;
      assertThat(
              IntStream.range(0, 8)
                  .mapToObj(asker -> CompletableFuture.supplyAsync(() -> data.secrets().get(name)))
                  .toList())
          .extracting(CompletableFuture::join)
          .containsOnly(data.secrets().get(name));
    }
  }

  @Test
  void aFileThatIsWrittenAnewStaysPrivate() throws IOException {
    Path file = Files.createFile(folder.resolve("open"));

    PrivateFiles.write(file, "x");

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void aDataFolderHasOneHolderAtATime() throws IOException {
    DataFolder data = DataFolder.open(folder);
    InstanceLock held = InstanceLock.take(data).orElseThrow();

    assertThat(InstanceLock.take(data)).isEmpty();
    held.close();
    Optional<InstanceLock> next = InstanceLock.take(data);
    assertThat(next).isPresent();
    next.get().close();
  }

  @Test
  void theConnectionFileTellsTheTokenAndTheFolderOfAnAddress() throws IOException {
    ConnectionFile connections = new ConnectionFile(folder.resolve("connections"));
    Address address = Address.listening("0.0.0.0", 4242);

    connections.write(address, address.url("http"), "secret", Path.of("/srv/larder"));

    Path file = folder.resolve("connections/localhost_4242.json");
    assertThat(file)
        .content()
        .contains("\"address\":\"http://localhost:4242\"")
        .contains("\"token\":\"secret\"");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(connections.data(address)).contains(Path.of("/srv/larder"));
    assertThat(connections.data(Address.listening("localhost", 1))).isEmpty();
  }

  @Test
  void aConnectionFileThatAnotherLarderHasWrittenSinceStays() throws IOException {
    ConnectionFile connections = new ConnectionFile(folder);
    Address address = Address.listening("127.0.0.1", 4242);
    connections.write(address, address.url("http"), "theirs", Path.of("/srv/theirs"));

    connections.remove(address, "ours");
    assertThat(connections.data(address)).isPresent();

    connections.remove(address, "theirs");
    assertThat(connections.data(address)).isEmpty();
  }

  @Test
  void addressesAreReadWithAndWithoutAPort() {
    assertThat(Address.parse("http://host:4242/")).isEqualTo(new Address("host", 4242));
    assertThat(Address.parse("https://host")).isEqualTo(new Address("host", 443));
    assertThat(Address.parse("http://[fe80::1]:80").url("http")).isEqualTo("http://[fe80::1]:80");
    assertThatThrownBy(() -> Address.parse("host:4242"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("http://HOST:PORT");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
