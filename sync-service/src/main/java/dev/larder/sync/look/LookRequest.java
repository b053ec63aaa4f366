package dev.larder.sync.look;

import dev.larder.outbound.OutboundPolicy;
import dev.larder.outbound.TlsSettings;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The body of {@code POST /internal/look}.
 *
 * @param reach how the upstream is reached, if there is anything to say of that
 */
@Serdeable
public record LookRequest(
    @Nullable String source,
    @Nullable String url,
    @Nullable String authorization,
    @Nullable String project,
    @Nullable String etag,
    @Nullable Long timeoutMillis,
    @Nullable ConnectionSettings reach) {

  /**
   * How an upstream is reached.
   *
   * @param inside in which kinds of inside addresses its own host was when an administrator gave
   *     the URL; null where nobody looked
   * @param allow hosts and networks inside that it may lead to
   * @param proxy by which it is reached, with its credential
   * @param ca PEM certificates of authorities that are trusted for it beside the machine's
   * @param clientCertificate what it is shown, with its private key, in PEM
   * @param missingStatus what it answers where it has no such project or file
   */
  @Serdeable
  public record ConnectionSettings(
      @Nullable List<String> inside,
      @Nullable List<String> allow,
      @Nullable String proxy,
      @Nullable String ca,
      @Nullable String clientCertificate,
      @Nullable List<Integer> missingStatus) {

    /** The policy of connections to an upstream of that URL. */
    public OutboundPolicy policy(URI url) {
      return OutboundPolicy.of(url.toString(), inside, allow, proxy)
          .with(TlsSettings.of(ca, clientCertificate));
    }

    Set<Integer> missing() {
      return missingStatus == null ? Set.of() : Set.copyOf(missingStatus);
    }

    /** Without the proxy's credential, and the key. */
    @Override
    public String toString() {
      return "ConnectionSettings";
    }
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "LookRequest[%s]".formatted(project);
  }
}
