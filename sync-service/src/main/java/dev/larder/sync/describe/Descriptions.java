package dev.larder.sync.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.larder.outbound.Retries;
import dev.larder.sync.look.Look;
import dev.larder.sync.page.BoundedInput;
import dev.larder.sync.page.NotAPageException;
import dev.larder.sync.upstream.Causes;
import dev.larder.sync.upstream.HttpUpstream;
import dev.larder.sync.upstream.PageClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Asks an index for PyPI's JSON of a release, which lies beside {@code simple/} where there is any;
 * each within a time.
 */
@Singleton
final class Descriptions {
  private static final String PAGES = "/simple/";
  private static final int TRIES = 2;

  /** A release's files and description; all releases' where an index ignores the version. */
  private static final long MAX_BYTES = 32L << 20;

  private final PageClient client;
  private final Retries retries = new Retries(TRIES, NotAPageException.class::isInstance);

  Descriptions(HttpUpstream upstream) {
    this.client = upstream.client();
  }

  /** What the upstream of the look says of a release of its project. */
  Description of(Look look, String version, Duration patience) throws InterruptedException {
    if (look.url().getScheme().equalsIgnoreCase("file") || !look.url().getPath().endsWith(PAGES)) {
      return new Description.Missing();
    }
    HttpUrl place =
        HttpUrl.get(look.url().toString())
            .resolve("../pypi/")
            .newBuilder()
            .addPathSegment(look.project().normalised())
            .addPathSegment(version)
            .addPathSegment("json")
            .build();
    FutureTask<Description> asking = new FutureTask<>(() -> ask(look, place));
    Thread.ofVirtual().name("describe").start(asking);
    try {
      return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return failed(look, "did not answer within %d s".formatted(patience.toSeconds()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Asking %s failed".formatted(place), e.getCause());
    } finally {
      asking.cancel(true);
    }
  }

  private Description ask(Look look, HttpUrl place) throws InterruptedException {
    try {
      return retries.get(() -> once(look, place));
    } catch (JsonProcessingException | NotAPageException e) {
      return new Description.Missing();
    } catch (IOException e) {
      return failed(look, Causes.words(e));
    }
  }

  private Description once(Look look, HttpUrl place) throws IOException {
    try (Response response = client.get(look, place)) {
      return switch (response.code()) {
        case 200, 203 -> {
          try (InputStream decoded = HttpUpstream.decoded(response);
              InputStream body = new BoundedInput(decoded, MAX_BYTES)) {
            Optional<Description.Found> found = ReleaseJson.read(body);
            yield found.isPresent() ? found.get() : new Description.Missing();
          }
        }
        case 407 -> failed(look, "can't be reached: the proxy asks for a password");
        // An index that has no such thing says so in many ways.
        default -> new Description.Missing();
      };
    }
  }

  private static Description failed(Look look, String why) {
    return new Description.Failed("%s %s.".formatted(look.upstream(), why));
  }
}
