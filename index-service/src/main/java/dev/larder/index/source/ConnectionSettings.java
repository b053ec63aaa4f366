package dev.larder.index.source;

import dev.larder.outbound.TlsSettings;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How an upstream is reached, beside its URL.
 *
 * @param inside the kinds of inside addresses ({@code loopback}, {@code private}, …) in which its
 *     host was when an administrator gave the URL; null where nobody looked
 * @param allow hosts, {@code host:port} and networks inside that it may lead to
 * @param proxy by which it is reached, with its credential; null for the environment's
 * @param ca PEM certificates of authorities that are trusted beside the machine's, or null
 * @param clientCertificate what it is shown, with its private key, in PEM; null for nothing
 * @param missingStatus what it answers, beside 404 and 410, where something isn't there
 */
@Serdeable
public record ConnectionSettings(
    @Nullable List<String> inside,
    List<String> allow,
    @Nullable String proxy,
    @Nullable String ca,
    @Nullable String clientCertificate,
    List<Integer> missingStatus) {
  /** That of an upstream of which nothing special was said. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(null, List.of(), null, null, null, List.of());

  /** The same, its own host being there. */
  ConnectionSettings with(@Nullable List<String> kinds) {
    return new ConnectionSettings(kinds, allow, proxy, ca, clientCertificate, missingStatus);
  }

  /** The same, where another host is to be asked. */
  ConnectionSettings elsewhere() {
    return new ConnectionSettings(null, allow, proxy, ca, null, missingStatus);
  }

  /** The proxy as it may be shown, or null. */
  @Nullable
  String shownProxy() {
    return proxy == null ? null : proxy.replaceFirst("^(\\w+://)?[^@/]*@", "$1");
  }

  /** Whose certificates they are, and until when. */
  List<String> shownCa() {
    return TlsSettings.of(ca, null).trusted().stream().map(ConnectionSettings::shown).toList();
  }

  /** Whose it is, and until when; or null. */
  @Nullable
  String shownClientCertificate() {
    return TlsSettings.of(null, clientCertificate)
        .shown()
        .map(ConnectionSettings::shown)
        .orElse(null);
  }

  private static String shown(X509Certificate certificate) {
    return "%s until %s"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate());
  }

  /** Without the proxy's credential, and the key. */
  @Override
  public String toString() {
    return "ConnectionSettings[allow=%s, missingStatus=%s]".formatted(allow, missingStatus);
  }
}
