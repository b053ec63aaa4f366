package dev.larder.blob.upstream;

import dev.larder.blob.fill.FillFailure;
import dev.larder.blob.location.Location;
import dev.larder.outbound.BusyException;
import dev.larder.outbound.GuardedClients;
import dev.larder.outbound.HostAwayException;
import dev.larder.outbound.HostBreakers;
import dev.larder.outbound.InsideAddressException;
import dev.larder.outbound.Origin;
import dev.larder.outbound.Outbound;
import dev.larder.outbound.Retries;
import dev.larder.outbound.TlsFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks upstreams over HTTP. Bytes are asked for as they are, never encoded; credentials go to the
 * host that they were told for alone, also after a redirect; inside addresses are those that a
 * source may have.
 */
public final class UpstreamClient {
  private final GuardedClients guarded;
  private final HeadersTimeout timeout;
  private final Retries retries;
  private final HostBreakers hosts;

  public UpstreamClient(
      OkHttpClient base,
      UpstreamConfiguration configuration,
      Outbound outbound,
      HostBreakers hosts) {
    this.hosts = hosts;
    this.guarded =
        new GuardedClients(
            base.newBuilder()
                .connectTimeout(configuration.connectTimeout())
                .readTimeout(configuration.idleTimeout())
                .writeTimeout(configuration.idleTimeout())
                .build(),
            outbound);
    this.timeout = new HeadersTimeout(configuration.headersTimeout());
    this.retries = new Retries(configuration.tries(), failure -> false);
  }

  /**
   * Asks for an upstream's file, or for what belongs to it.
   *
   * @param suffix what is appended to the file's URL
   * @param headers beside those of every question
   * @return whatever status the upstream answered; to be closed
   * @throws FillFailure when it doesn't answer
   */
  Response get(Location.Upstream upstream, String suffix, Map<String, String> headers)
      throws FillFailure {
    HttpUrl url = url(upstream, suffix);
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Accept-Encoding", "identity")
            .header("User-Agent", "larder");
    if (upstream.authorization() != null) {
      request.header("Authorization", upstream.authorization());
    }
    headers.forEach(request::header);
    try (HostBreakers.Permit permit = permit(upstream, url)) {
      return ask(upstream, request.build(), permit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FillFailure.unavailable("This server is shutting down.");
    }
  }

  private HostBreakers.Permit permit(Location.Upstream upstream, HttpUrl url) throws FillFailure {
    try {
      // What belongs to a file fails with it.
      return hosts.permit(
          upstream.outboundPolicy(),
          new Origin(url.scheme(), url.host(), url.port()),
          url(upstream, "").encodedPath());
    } catch (HostAwayException e) {
      throw FillFailure.busy(
          "The upstream %s %s.".formatted(label(upstream), e.getMessage()), e.retryAfter());
    }
  }

  private Response ask(Location.Upstream upstream, Request request, HostBreakers.Permit permit)
      throws FillFailure, InterruptedException {
    try {
      Response response =
          retries.get(() -> Retries.settled(timeout.execute(client(upstream).newCall(request))));
      permit.answered();
      return response;
    } catch (InterruptedException e) {
      permit.withdrawn();
      throw e;
    } catch (InsideAddressException e) {
      // Nobody was asked, or it answered and led inside.
      permit.answered();
      throw broken(upstream, e);
    } catch (BusyException e) {
      permit.failed(e.getMessage(), e.told());
      throw broken(upstream, e);
    } catch (IOException e) {
      permit.failed(timedOut(e) ? "took too long" : "failed: " + why(e), Optional.empty());
      throw broken(upstream, e);
    }
  }

  private static HttpUrl url(Location.Upstream upstream, String suffix) throws FillFailure {
    HttpUrl url = HttpUrl.parse(upstream.url());
    if (url == null) {
      throw FillFailure.badGateway(
          "The upstream %s names no http URL for this file.".formatted(upstream.source()));
    }
    return suffix.isEmpty()
        ? url
        : url.newBuilder().encodedPath(url.encodedPath() + suffix).build();
  }

  /** What a client is told when an upstream fails. */
  static FillFailure broken(Location.Upstream upstream, IOException e) {
    if (timedOut(e)) {
      return FillFailure.timedOut("The upstream %s took too long.".formatted(label(upstream)));
    }
    if (e instanceof BusyException busy) {
      return FillFailure.busy(
          "The upstream %s %s.".formatted(label(upstream), busy.getMessage()), busy.retryAfter());
    }
    return FillFailure.badGateway("The upstream %s failed: %s.".formatted(label(upstream), why(e)));
  }

  private static String why(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> "its host is unknown";
      case InsideAddressException _ -> "it " + e.getMessage();
      case ConnectException _ -> "it can't be connected to";
      case SSLException tls -> TlsFailure.words(tls);
      case ProtocolException _ -> "it speaks no HTTP that can be read";
      default ->
          String.valueOf(e.getMessage()).contains("proxy")
                  || String.valueOf(e.getMessage()).contains("CONNECT")
              ? "its proxy refuses to connect to it"
              : "its connection broke off";
    };
  }

  /** An upstream's name and host, without credentials. */
  static String label(Location.Upstream upstream) {
    HttpUrl url = HttpUrl.parse(upstream.url());
    return url == null
        ? upstream.source()
        : "%s (%s)".formatted(upstream.source(), url.host() + port(url));
  }

  private static String port(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port();
  }

  private static boolean timedOut(IOException e) {
    return e instanceof SocketTimeoutException || e instanceof InterruptedIOException;
  }

  private OkHttpClient client(Location.Upstream upstream) {
    return guarded.of(upstream.outboundPolicy());
  }
}
