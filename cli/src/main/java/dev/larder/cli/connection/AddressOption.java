package dev.larder.cli.connection;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.TypeConversionException;

/** Where the server is: scheme, host, port and perhaps a path, without a last slash. */
public record AddressOption(URI uri) {

  /** Reads {@code --address}; anything but an http or https URL with a host is wrong usage. */
  public static AddressOption parse(String text) {
    try {
      var uri = new URI(text.strip().replaceAll("/+$", ""));
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      if ((!http && !https) || uri.getHost() == null) {
        throw wrong(text);
      }
      return new AddressOption(uri);
    } catch (URISyntaxException e) {
      throw wrong(text);
    }
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'" + text + "' is no server address; give it as http://host:port");
  }

  /** The host, an IPv6 one without its brackets. */
  public String host() {
    return uri.getHost().replaceAll("^\\[|\\]$", "");
  }

  /** The port, also where it goes without saying. */
  public int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return isEncrypted() ? 443 : 80;
  }

  /** Whether the server is spoken to by TLS. */
  public boolean isEncrypted() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** The address of something of this server; {@code path} begins with a slash. */
  public URI resolve(String path) {
    return URI.create(uri + path);
  }

  /** The address as a person would write it. */
  public String text() {
    return uri.toString();
  }
}
