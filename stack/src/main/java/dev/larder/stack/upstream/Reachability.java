package dev.larder.stack.upstream;

import dev.larder.outbound.HttpProxy;
import dev.larder.outbound.Origin;
import dev.larder.outbound.Proxies;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks an index for a small page, to learn whether it can be reached from here. */
public final class Reachability implements Predicate<UpstreamUrl> {
  private static final String SMALL_PROJECT = "pip/";

  private final KeyStore trusted;
  private final Duration patience;
  private final Proxies proxies;

  /**
   * By the proxies of the environment.
   *
   * @param trusted whose certificates are believed
   * @param patience in all, however slowly something answers
   */
  public Reachability(KeyStore trusted, Duration patience) {
    this(trusted, patience, Proxies.of(System.getenv(), (variable, why) -> {}));
  }

  Reachability(KeyStore trusted, Duration patience, Proxies proxies) {
    this.trusted = trusted;
    this.patience = patience;
    this.proxies = proxies;
  }

  /**
   * An index that answers, if only with a 404, is there; one that fails or wants a login is not.
   * Where a proxy wants a login, which services give it, nothing speaks against what is behind it.
   */
  @Override
  public boolean test(UpstreamUrl upstream) {
    if (upstream.folder().isPresent()) {
      return upstream.folder().filter(Files::isDirectory).isPresent();
    }
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> answer.complete(asks(upstream)));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean asks(UpstreamUrl upstream) {
    Optional<HttpProxy> proxy = Optional.empty();
    try {
      URI uri = URI.create(upstream.text() + SMALL_PROJECT);
      proxy = Origin.of(uri).flatMap(proxies::of);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(way(proxy));
      connection.setConnectTimeout((int) patience.toMillis());
      connection.setReadTimeout((int) patience.toMillis());
      connection.setRequestProperty(
          "Accept", "application/vnd.pypi.simple.v1+json, text/html;q=0.5");
      connection.setRequestProperty("User-Agent", "larder");
      if (uri.getUserInfo() != null) {
        byte[] credentials = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
        connection.setRequestProperty(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
      }
      if (connection instanceof HttpsURLConnection secure) {
        TrustManagerFactory managers =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        secure.setSSLSocketFactory(context.getSocketFactory());
      }
      int status = connection.getResponseCode();
      connection.disconnect();
      return status < 400 || status == 404 || (status == 407 && proxy.isPresent());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return proxy.isPresent() && String.valueOf(e.getMessage()).contains("407");
    }
  }

  private static Proxy way(Optional<HttpProxy> proxy) {
    return proxy
        .map(known -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(known.host(), known.port())))
        .orElse(Proxy.NO_PROXY);
  }
}
