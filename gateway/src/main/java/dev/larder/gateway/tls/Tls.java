package dev.larder.gateway.tls;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider;

/** Has clients' connections speak TLS if a certificate is set. */
public final class Tls implements NettyServerCustomizer {
  private final Optional<CurrentCertificate> certificate;

  /**
   * @throws IllegalArgumentException when the certificate or its key is of no use
   */
  public Tls(TlsConfig config, InstantSource clock) {
    this.certificate = config.files().map(files -> new CurrentCertificate(files, clock));
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return certificate.map(current -> secure(server, current)).orElse(server);
  }

  private static HttpServer secure(HttpServer server, CurrentCertificate current) {
    SslProvider first = current.get();
    return server.secure(
        spec ->
            spec.sslContext(first.getSslContext())
                .setSniAsyncMappings((_, promise) -> promise.setSuccess(current.get())));
  }
}
