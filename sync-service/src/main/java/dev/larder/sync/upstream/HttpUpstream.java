package dev.larder.sync.upstream;

import dev.larder.memory.ByteBudget;
import dev.larder.outbound.Outbound;
import dev.larder.outbound.Retries;
import dev.larder.packaging.FieldLimit;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.look.PackedFiles;
import dev.larder.sync.look.Upstream;
import dev.larder.sync.page.LeftOut;
import dev.larder.sync.page.Listed;
import dev.larder.sync.page.NotAPageException;
import dev.larder.sync.page.PageHead;
import dev.larder.sync.page.SimplePage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An index that speaks the simple API over http or https. */
public final class HttpUpstream implements Upstream, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpUpstream.class);
  private static final String SERIAL = "X-PyPI-Last-Serial";
  private static final int TRIES = 3;

  private final PageClient client;
  private final ByteBudget budget;
  private final Retries retries = new Retries(TRIES, NotAPageException.class::isInstance);

  /**
   * @param userAgent what to call itself
   * @param budget what is kept of pages is taken from
   * @param connections how many to one upstream are kept for the next pages
   */
  HttpUpstream(String userAgent, ByteBudget budget, Outbound outbound, int connections) {
    this.budget = budget;
    this.client = new PageClient(userAgent, outbound, connections);
  }

  /** What it asks by. */
  public PageClient client() {
    return client;
  }

  @Override
  public Outcome look(Look look) throws InterruptedException {
    try {
      return retries.get(() -> ask(look));
    } catch (NotAPageException e) {
      if (!e.words().isEmpty()) {
        log.info(
            "What {} has for {} {}: {}", look.source(), look.project(), e.getMessage(), e.words());
      }
      return Outcome.Failed.because(
          look, "has something for %s that %s".formatted(look.project(), e.getMessage()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return Causes.outcome(look, e);
    }
  }

  private Outcome ask(Look look) throws IOException {
    try (Response response = client.get(look)) {
      return outcome(look, response);
    }
  }

  private Outcome outcome(Look look, Response response) throws IOException {
    int status = response.code();
    if (look.missingStatus().contains(status)) {
      return new Outcome.Missing();
    }
    return switch (status) {
      case 200, 203 -> page(look, response);
      case 304 ->
          look.etag() != null
              ? new Outcome.Unchanged()
              : Outcome.Failed.because(
                  look,
                  "answered 304 Not Modified for %s, though nothing is known yet that could be"
                          .formatted(look.project())
                      + " unmodified");
      case 404, 410 -> new Outcome.Missing();
      case 401, 403 ->
          Outcome.Failed.because(
              look,
              "refuses access to %s with status %d: %s"
                  .formatted(look.project(), status, remedy(look, status)));
      case 407 -> Outcome.Failed.because(look, Causes.PROXY_WANTS_PASSWORD);
      default ->
          Outcome.Failed.because(
              look, "answered with status %d for %s".formatted(status, look.project()));
    };
  }

  private static String remedy(Look look, int status) {
    if (look.authorization() != null) {
      return "check the credentials of the source";
    }
    return status == 403
        ? "the source has no credentials; if this index answers 403 where it has no such package,"
            + " an administrator says so by --missing-status=403 for the source"
        : "the source has no credentials; give it some";
  }

  private Outcome page(Look look, Response response) throws IOException {
    try (Sieve files = new Sieve(look, budget, HttpUpstream::target);
        InputStream decoded = decoded(response)) {
      String contentType = response.header("Content-Type");
      PageHead head = SimplePage.read(decoded, contentType, response.request().url().uri(), files);
      Long serial = serial(response).orElse(head.serial());
      PackedFiles packed = files.finish();
      String etag = etag(response);
      if (etag == null && serial == null) {
        etag = PageSum.of(head, packed);
        if (etag.equals(look.etag())) {
          packed.release();
          return new Outcome.Unchanged();
        }
      }
      return new Outcome.Page(
          etag,
          serial,
          head.status(),
          head.statusReason(),
          response.request().url().toString(),
          packed);
    }
  }

  private static String etag(Response response) {
    String etag = response.header("ETag");
    return etag == null || FieldLimit.HEADER.allows(etag) ? etag : null;
  }

  static Sieve.Target target(Listed file) {
    String scheme = file.link().getScheme().toLowerCase(Locale.ROOT);
    boolean allowed =
        (scheme.equals("https") || scheme.equals("http")) && file.link().getHost() != null;
    return allowed
        ? Sieve.found(file, file.link().toString(), file.sha256(), file.size(), file.metadata())
        : new Sieve.Refused(LeftOut.LINK_NOT_FOLLOWED);
  }

  /**
   * The body of an answer, as it was before it was encoded.
   *
   * @throws NotAPageException when it is encoded in a way that nobody asked for
   */
  public static InputStream decoded(Response response) throws IOException {
    InputStream body = response.body().byteStream();
    String encoding = response.header("Content-Encoding", "identity");
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> new GZIPInputStream(body, 8192);
      case "identity", "" -> body;
      default -> throw new NotAPageException("is encoded otherwise than by gzip");
    };
  }

  /** The serial that an answer's header has. */
  public static Optional<Long> serial(Response response) {
    String serial = response.header(SERIAL);
    try {
      return serial == null ? Optional.empty() : Optional.of(Long.valueOf(serial));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
