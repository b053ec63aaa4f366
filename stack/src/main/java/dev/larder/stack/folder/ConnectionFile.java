package dev.larder.stack.folder;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lets the commands of this machine's user reach a running Larder without being told. */
public final class ConnectionFile {
  private static final Gson GSON = new Gson();

  private final Path folder;

  /**
   * @param folder where the files lie, one an address
   */
  public ConnectionFile(Path folder) {
    this.folder = folder;
  }

  /** Under the user's configuration folder (XDG). */
  public static ConnectionFile ofUser(Map<String, String> environment) {
    return new ConnectionFile(UserFolders.configuration(environment).resolve("connections"));
  }

  /**
   * Writes the file of this address.
   *
   * @param url where that is spoken to, without a last slash
   */
  public void write(Address address, String url, String token, Path data) throws IOException {
    PrivateFiles.folder(folder);
    JsonObject json = new JsonObject();
    json.addProperty("address", url);
    json.addProperty("token", token);
    json.addProperty("data", data.toString());
    PrivateFiles.write(file(address), GSON.toJson(json) + "\n");
  }

  /** Takes away the file of this address, unless another Larder has written it since. */
  public void remove(Address address, String token) throws IOException {
    Path file = file(address);
    if (read(file).filter(json -> token.equals(text(json, "token"))).isPresent()) {
      Files.deleteIfExists(file);
    }
  }

  /** The data folders of all Larders that this user has started and not ended cleanly. */
  public List<Path> folders() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        read(file).flatMap(ConnectionFile::data).ifPresent(folders::add);
      }
    }
    return folders;
  }

  /** The data folder of the Larder at this address, if it was started by this user. */
  public Optional<Path> data(Address address) throws IOException {
    return read(file(address)).flatMap(ConnectionFile::data);
  }

  private static Optional<Path> data(JsonObject json) {
    return Optional.of(text(json, "data")).filter(path -> path.startsWith("/")).map(Path::of);
  }

  private static String text(JsonObject json, String key) {
    return json.has(key) ? json.get(key).getAsString() : "";
  }

  private static Optional<JsonObject> read(Path file) throws IOException {
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), JsonObject.class));
    } catch (NoSuchFileException | JsonParseException e) {
      return Optional.empty();
    }
  }

  private Path file(Address address) {
    return folder.resolve(address.host() + "_" + address.port() + ".json");
  }
}
