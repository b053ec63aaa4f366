package dev.larder.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is signed in where: {@code logins/{host}_{port}.json} in the user's configuration folder, one
 * an address, for its owner alone (0600).
 */
public final class LoginFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  public LoginFiles(Environment environment) {
    this.folder = environment.configurationFolder().resolve("logins");
  }

  private Path file(AddressOption address) {
    String path = address.uri().getPath() == null ? "" : address.uri().getPath();
    return folder.resolve(
        address.host().replace(':', '-')
            + "_"
            + address.port()
            + path.replaceAll("[^A-Za-z0-9.-]", "_")
            + ".json");
  }

  /** Who is signed in to this very address. */
  public Optional<Login> find(AddressOption address) {
    Path file = file(address);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      JsonNode login = JSON.readTree(file.toFile());
      return login.path("address").asText().equals(address.text())
          ? Optional.of(
              new Login(
                  address.text(),
                  login.path("name").asText(),
                  login.path("accessToken").asText(),
                  Instant.parse(login.path("expires").asText()),
                  login.path("refreshToken").asText()))
          : Optional.empty();
    } catch (JsonProcessingException | DateTimeException broken) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps this one, whole or not at all. */
  public void keep(AddressOption address, Login login) {
    var document =
        JSON.createObjectNode()
            .put("address", login.address())
            .put("name", login.name())
            .put("accessToken", login.accessToken())
            .put("expires", login.expires().toString())
            .put("refreshToken", login.refreshToken());
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "login", ".part", onlyOwner());
      Files.writeString(fresh, document.toPrettyString() + "\n");
      Files.move(
          fresh,
          file(address),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets whoever is signed in to this address; false where nobody was. */
  public boolean forget(AddressOption address) {
    try {
      return Files.deleteIfExists(file(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] onlyOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
