package dev.larder.e2e.proxy;

import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.server.Ports;
import dev.larder.e2e.server.Waiting;
import dev.larder.e2e.trust.Nginx;
import dev.larder.e2e.trust.OwnAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/** A server under {@code /rspm/} of an nginx, by http and by https. */
final class UnderPrefix implements AutoCloseable {
  private static final String PREFIX = "/rspm";

  /** What nginx makes of paths, and what it says to the server. */
  enum Way {
    /** Takes the prefix off and says so, with scheme and host. */
    STRIPPING_AND_TELLING("/"),
    /** Takes the prefix off and says nothing. */
    STRIPPING("/"),
    /** Passes paths on as they are. */
    PASSING_ON("");

    private final String path;

    Way(String path) {
      this.path = path;
    }

    private String headers() {
      return this == STRIPPING_AND_TELLING
          ? """
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Forwarded-Host $http_host;
            proxy_set_header X-Forwarded-Prefix %s;
            proxy_set_header X-Forwarded-For $remote_addr;
            """
              .formatted(PREFIX)
          : "";
    }
  }

  private final Path folder;
  private final OwnAuthority authority;
  private final int port = Ports.free();
  private final int tlsPort = Ports.free();
  private Nginx nginx;

  private UnderPrefix(Path folder) {
    this.folder = folder;
    this.authority = OwnAuthority.in(folder, "localhost");
  }

  /** Its place, with addresses to be told before the server is there; it runs not yet. */
  static UnderPrefix in(Path parent) {
    return new UnderPrefix(NewFolder.in(parent, "nginx"));
  }

  /** Where clients find the server, by http or https. */
  Entrance entrance(boolean tls) {
    return new Entrance(
        "%s://localhost:%d%s".formatted(tls ? "https" : "http", tls ? tlsPort : port, PREFIX),
        authority.ca());
  }

  /** Starts it before the server at {@code url}; where there is no nginx, the test is skipped. */
  void start(String url, Way way) {
    String lines =
        """
        listen 127.0.0.1:%d ssl;
        ssl_certificate %s;
        ssl_certificate_key %s;
        client_max_body_size 0;
        location %s/ {
          proxy_pass %s%s;
          proxy_http_version 1.1;
          proxy_request_buffering off;
          proxy_set_header Host $http_host;
          %s
        }
        """
            .formatted(
                tlsPort,
                authority.certificate(),
                authority.key(),
                PREFIX,
                url.replace("localhost", "127.0.0.1"),
                way.path,
                way.headers());
    try {
      nginx = Nginx.start(folder, "127.0.0.1:" + port, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Waiting.until(Duration.ofSeconds(20), "nginx listens", this::listens);
  }

  private boolean listens() throws IOException {
    try (var one = new Socket(InetAddress.getLoopbackAddress(), port);
        var other = new Socket(InetAddress.getLoopbackAddress(), tlsPort)) {
      return one.isConnected() && other.isConnected();
    }
  }

  @Override
  public void close() {
    if (nginx != null) {
      nginx.close();
    }
  }
}
