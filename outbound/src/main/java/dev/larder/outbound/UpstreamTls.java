package dev.larder.outbound;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Lets a client trust more authorities than the machine's, and show a certificate. */
final class UpstreamTls {
  private static final char[] NO_PASSWORD = new char[0];

  private UpstreamTls() {}

  /** Where nothing special was said, the client stays as it is. */
  static void apply(OkHttpClient.Builder client, OutboundPolicy policy, Outbound outbound) {
    Set<X509Certificate> more = new LinkedHashSet<>(outbound.authorities());
    more.addAll(policy.tls().trusted());
    Optional<TlsSettings.Identity> identity = policy.tls().identity();
    if (more.isEmpty() && identity.isEmpty()) {
      return;
    }
    try {
      X509TrustManager trust = trusting(more);
      KeyManager[] keys =
          identity.isEmpty()
              ? null
              : new KeyManager[] {new OwnHostKeys(keys(identity.get()), policy.own())};
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      client.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS can't be set up: " + e.getMessage(), e);
    }
  }

  private static X509TrustManager trusting(Set<X509Certificate> more)
      throws GeneralSecurityException, IOException {
    Set<X509Certificate> all = new LinkedHashSet<>(List.of(manager(null).getAcceptedIssuers()));
    all.addAll(more);
    KeyStore store = empty();
    int number = 0;
    for (X509Certificate authority : all) {
      store.setCertificateEntry("authority-" + number++, authority);
    }
    return manager(store);
  }

  /**
   * @param store whom it trusts, or null for whom the machine does
   */
  private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return first(factory.getTrustManagers(), X509TrustManager.class);
  }

  private static X509ExtendedKeyManager keys(TlsSettings.Identity identity)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setKeyEntry(
        "own", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return first(factory.getKeyManagers(), X509ExtendedKeyManager.class);
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static <T> T first(Object[] managers, Class<T> type) {
    return Arrays.stream(managers)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
