package dev.larder.cli.connection;

import java.net.http.HttpClient;
import java.time.Duration;

/** Makes what connects to a server. */
public final class Connector {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private Connector() {}

  /** A client that follows no redirect. */
  public static HttpClient client(
      AddressOption address, boolean skipsCertificateCheck, Environment environment) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (!address.isEncrypted()) {
      // the default would read every certificate that Java trusts
      builder.sslContext(NoCertificate.context());
    } else if (skipsCertificateCheck) {
      builder.sslContext(AnyCertificate.context());
    } else if (Authorities.areNamed(environment)) {
      builder.sslContext(Authorities.context(environment));
    }
    return builder.build();
  }
}
