package dev.larder.stack;

import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.folder.Address;
import dev.larder.stack.folder.ConnectionFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Under which addresses a Larder is spoken to: this machine's, and the public one if it has one.
 */
final class Connections {
  private final Address local;
  private final Map<Address, String> urls = new LinkedHashMap<>();
  private final String shown;

  Connections(Configuration.Server server) {
    this.local = Address.listening(server.host(), server.port());
    String url = local.url(server.tls().isPresent() ? "https" : "http");
    urls.put(local, url);
    server.address().map(URI::toString).ifPresent(at -> urls.put(Address.parse(at), at));
    this.shown = server.address().map(URI::toString).orElse(url);
  }

  /** Where it is reached on this machine. */
  Address local() {
    return local;
  }

  /** What people are told, without a last slash. */
  String shown() {
    return shown;
  }

  /** Leaves a file for each address. */
  void write(ConnectionFile files, String token, Path data) throws IOException {
    for (Map.Entry<Address, String> address : urls.entrySet()) {
      files.write(address.getKey(), address.getValue(), token, data);
    }
  }

  /** Takes them away. */
  void remove(ConnectionFile files, String token) throws IOException {
    for (Address address : urls.keySet()) {
      files.remove(address, token);
    }
  }
}
