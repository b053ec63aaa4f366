package dev.larder.gateway.address;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Under which address clients find the server ({@code LARDER_SERVER_ADDRESS}, {@code
 * server.address} of the configuration file).
 *
 * @param address such as {@code https://host/rspm}; null or blank: what each request says
 */
@ConfigurationProperties("larder.server")
public record ServerConfig(String address) {
  public ServerConfig {
    address = address == null ? "" : address.strip();
    if (!address.isEmpty() && PublicAddress.parse(address).isEmpty()) {
      throw new IllegalArgumentException(
          "LARDER_SERVER_ADDRESS must be as https://host/path, without user, query or encodings,"
              + " not "
              + address);
    }
  }

  /** The address that was set. */
  public Optional<PublicAddress> publicAddress() {
    return PublicAddress.parse(address);
  }
}
