package dev.larder.auth.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets small documents of issuers: no more bytes, no longer than they may take, and from nowhere
 * that they redirect to.
 */
final class Fetcher implements ResourceRetriever {

  static final int LARGEST = 256 * 1024;

  private final HttpClient http;
  private final Duration timeout;

  Fetcher(Duration timeout) {
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      return new Resource(get(url.toURI()), "application/json");
    } catch (URISyntaxException e) {
      throw new IOException(url + " is no address", e);
    }
  }

  /** The document, whole; an {@code IOException} in one line for everything else. */
  String get(URI uri) throws IOException {
    var request =
        HttpRequest.newBuilder(uri).header("Accept", "application/json").timeout(timeout).build();
    Future<HttpResponse<String>> coming =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(UTF_8), LARGEST));
    try {
      HttpResponse<String> answer = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException(uri + " answers with status " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new IOException(uri + " doesn't answer in time", e);
    } catch (ExecutionException e) {
      throw new IOException(uri + " can't be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      coming.cancel(true);
    }
  }
}
