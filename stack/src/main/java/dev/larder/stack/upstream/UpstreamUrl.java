package dev.larder.stack.upstream;

import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.Address;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An index or a folder that a source may follow.
 *
 * @param text {@code http:}, {@code https:} or {@code file:}, with a last slash; user and password
 *     may stand in it
 */
public record UpstreamUrl(String text) {

  /**
   * What a user wrote: a URL or the path of a folder.
   *
   * @throws Refusal if it is neither, or the folder is not there
   */
  public static UpstreamUrl of(String written) {
    if (written.matches("(?i)https?://.*")) {
      try {
        URI uri = new URI(written);
        if (uri.getHost() != null) {
          return new UpstreamUrl(withSlash(written));
        }
      } catch (URISyntaxException e) {
        // Refused below.
      }
      throw new Refusal("the upstream '%s' is no URL of an index".formatted(mask(written)));
    }
    return folder(written)
        .filter(Files::isDirectory)
        .map(UpstreamUrl::of)
        .orElseThrow(
            () ->
                new Refusal(
                    "the upstream '%s' is neither a URL (http, https, file) nor a folder that exists"
                        .formatted(mask(written))));
  }

  private static UpstreamUrl of(Path folder) {
    return new UpstreamUrl(withSlash(folder.toAbsolutePath().normalize().toUri().toASCIIString()));
  }

  /** The folder it is, if it is one. */
  public Optional<Path> folder() {
    return text.startsWith("file:") ? folder(text) : Optional.empty();
  }

  /** Whether it can be of use: every URL, and a folder that holds something. */
  public boolean holdsSomething() {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it is a repository of the Larder at this address. */
  public boolean isServedBy(Address address) {
    if (folder().isPresent()) {
      return false;
    }
    URI uri = URI.create(text);
    int port = uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    return Address.listening(uri.getHost().replaceAll("[\\[\\]]", ""), port).equals(address);
  }

  /** For people: user and password are hidden. */
  public String masked() {
    return mask(text);
  }

  /** As the catalogue shows it. */
  String withoutCredentials() {
    return text.replaceFirst("(?i)^([a-z]+://)[^/@]+@", "$1");
  }

  private static String mask(String text) {
    return text.replaceFirst("(?i)^([a-z]+://)[^/@]+@", "$1***@");
  }

  private static Optional<Path> folder(String written) {
    try {
      return Optional.of(
          written.startsWith("file:") ? Path.of(new URI(written)) : Path.of(written));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
