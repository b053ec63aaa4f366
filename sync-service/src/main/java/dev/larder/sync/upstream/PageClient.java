package dev.larder.sync.upstream;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.larder.sync.look.Look;
import dev.larder.sync.page.NotAPageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/**
 * Gets project pages as pip does. Redirects are followed, credentials go to the upstream's own
 * origin alone, and what may be a moment's trouble is tried twice more.
 */
final class PageClient implements AutoCloseable {
  private static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.01";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int RETRIES = 2;
  private static final int REDIRECTS = 5;
  private static final Set<Integer> TRY_AGAIN = Set.of(502, 503, 504);

  private final HttpClient client;
  private final String userAgent;
  private final RetryPolicy<HttpResponse<InputStream>> retries =
      RetryPolicy.<HttpResponse<InputStream>>builder()
          .handleIf(PageClient::mayPass)
          .handleResultIf(response -> TRY_AGAIN.contains(response.statusCode()))
          .withMaxRetries(RETRIES)
          .withBackoff(200, 2_000, ChronoUnit.MILLIS)
          .withJitter(0.25)
          .onRetry(event -> close(event.getLastResult()))
          .build();

  PageClient(String userAgent) {
    this.userAgent = userAgent;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * The answer to a look, from wherever the upstream led; its body is to be closed.
   *
   * @throws NotAPageException when a redirect leads nowhere
   * @throws IOException when there is no answer
   */
  HttpResponse<InputStream> get(Look look) throws IOException, InterruptedException {
    try {
      return Failsafe.with(retries).get(() -> follow(look));
    } catch (FailsafeException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case InterruptedException interrupted -> throw interrupted;
        default -> throw e;
      }
    }
  }

  private HttpResponse<InputStream> follow(Look look) throws IOException, InterruptedException {
    URI place = look.url().resolve(look.project().normalised() + "/");
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      HttpResponse<InputStream> response =
          client.send(request(look, place), HttpResponse.BodyHandlers.ofInputStream());
      switch (response.statusCode()) {
        case 301, 302, 303, 307, 308 -> {
          close(response);
          place = redirected(place, response);
        }
        default -> {
          return response;
        }
      }
    }
    throw new NotAPageException("redirects more than %d times".formatted(REDIRECTS));
  }

  private HttpRequest request(Look look, URI place) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(place)
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", userAgent);
    if (!place.getScheme().equalsIgnoreCase("https")) {
      // Some servers stumble over the offer of HTTP/2 in clear text.
      request.version(HttpClient.Version.HTTP_1_1);
    }
    if (look.etag() != null) {
      request.header("If-None-Match", look.etag());
    }
    if (look.authorization() != null && Origin.of(place).equals(Origin.of(look.url()))) {
      request.header("Authorization", look.authorization());
    }
    return request.build();
  }

  private static URI redirected(URI from, HttpResponse<InputStream> response)
      throws NotAPageException {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI to = from.resolve(location);
      String scheme = to.getScheme().toLowerCase(Locale.ROOT);
      if (!location.isBlank()
          && (scheme.equals("http") || scheme.equals("https"))
          && to.getHost() != null) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new NotAPageException("redirects to '%s'".formatted(location));
  }

  private static boolean mayPass(Throwable failure) {
    return switch (failure) {
      case NotAPageException _ -> false;
      case SSLException _ -> false;
      case ConnectException e -> !Causes.isUnknownHost(e);
      case UnknownHostException _ -> false;
      case IOException _ -> !Thread.currentThread().isInterrupted();
      default -> false;
    };
  }

  private static void close(HttpResponse<InputStream> response) {
    if (response != null) {
      try {
        response.body().close();
      } catch (IOException e) {
        // nobody reads it
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** Who may be shown credentials. */
  private record Origin(String scheme, String host, int port) {
    static Origin of(URI url) {
      String scheme = url.getScheme().toLowerCase(Locale.ROOT);
      int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
      return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
    }
  }
}
