package dev.larder.cli.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds what a caller proves themselves with. */
public final class Credentials {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  private Credentials() {}

  /**
   * The token of the environment, else that of whoever is signed in to this address, else the one
   * that {@code larder up} left for this very address in {@code connections/{host}_{port}.json} of
   * the user's configuration folder; none where none is there. The names of the loopback address
   * stand for each other.
   */
  public static Optional<String> find(
      Environment environment, AddressOption address, Supplier<Optional<String>> signedIn) {
    return environment
        .token()
        .or(signedIn)
        .or(
            () ->
                names(address.host())
                    .map(host -> file(environment, host, address.port()))
                    .flatMap(file -> read(file).stream())
                    .findFirst());
  }

  private static Stream<String> names(String host) {
    return LOOPBACK.contains(host)
        ? Stream.concat(Stream.of(host), LOOPBACK.stream()).distinct()
        : Stream.of(host);
  }

  private static Path file(Environment environment, String host, int port) {
    return environment
        .configurationFolder()
        .resolve("connections")
        .resolve(host + "_" + port + ".json");
  }

  private static Optional<String> read(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      String token = new ObjectMapper().readTree(file.toFile()).path("token").asText();
      return token.isEmpty() ? Optional.empty() : Optional.of(token);
    } catch (IOException half) {
      // `up` may be writing it this moment; without it the server says what is missing
      return Optional.empty();
    }
  }
}
