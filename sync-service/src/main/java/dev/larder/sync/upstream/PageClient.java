package dev.larder.sync.upstream;

import dev.larder.outbound.AddressKind;
import dev.larder.outbound.BusyException;
import dev.larder.outbound.GuardedClients;
import dev.larder.outbound.Origin;
import dev.larder.outbound.Outbound;
import dev.larder.outbound.Retries;
import dev.larder.sync.look.Look;
import dev.larder.sync.page.NotAPageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Gets project pages as pip does. Redirects are followed, credentials go to the upstream's own
 * origin alone, and inside addresses are only those that it may have.
 */
public final class PageClient implements AutoCloseable {
  private static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.01";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int REDIRECTS = 5;

  private final GuardedClients clients;
  private final String userAgent;

  /**
   * @param connections how many to one upstream are kept for the next pages
   */
  PageClient(String userAgent, Outbound outbound, int connections) {
    this.userAgent = userAgent;
    this.clients =
        new GuardedClients(
            new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                // Who waits for a look says how long, and interrupts it.
                .readTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .build(),
            outbound,
            connections);
  }

  /**
   * The answer to a look, from wherever the upstream led; its body is to be closed.
   *
   * @throws NotAPageException when a redirect leads nowhere
   * @throws BusyException when its status is one that passes
   * @throws IOException when there is no answer
   */
  public Response get(Look look) throws IOException {
    return Retries.settled(follow(look, own(look).resolve(look.project().normalised() + "/")));
  }

  /**
   * The upstream's root page, in the same way.
   *
   * @throws IOException when there is no answer
   */
  public Response root(Look look) throws IOException {
    return Retries.settled(follow(look, own(look)));
  }

  /**
   * Something else that lies beside the upstream's pages, in the same way.
   *
   * @throws IOException when there is no answer
   */
  public Response get(Look look, HttpUrl place) throws IOException {
    return Retries.settled(follow(look, place));
  }

  /**
   * What the upstream answers to a body that is sent to it; a redirect isn't followed.
   *
   * @throws IOException when there is no answer
   */
  public Response post(Look look, HttpUrl place, String type, String body) throws IOException {
    HttpUrl own = own(look);
    return clients
        .of(look.policy())
        .newCall(
            request(look, own, place)
                .newBuilder()
                .header("Accept", type)
                .post(RequestBody.create(body, MediaType.get(type)))
                .build())
        .execute();
  }

  /**
   * In which kinds of inside addresses the upstream's own host is now; empty where it is reached by
   * a proxy, or has no address.
   */
  public Optional<Set<AddressKind>> inside(Look look) {
    return clients.inside(look.policy());
  }

  private static HttpUrl own(Look look) {
    return HttpUrl.get(look.url().toString());
  }

  private Response follow(Look look, HttpUrl first) throws IOException {
    OkHttpClient client = clients.of(look.policy());
    HttpUrl own = own(look);
    HttpUrl place = first;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      Response response = client.newCall(request(look, own, place)).execute();
      switch (response.code()) {
        case 301, 302, 303, 307, 308 -> {
          response.close();
          place = redirected(place, response.header("Location", ""));
        }
        default -> {
          return response;
        }
      }
    }
    throw new NotAPageException("redirects more than %d times".formatted(REDIRECTS));
  }

  private Request request(Look look, HttpUrl own, HttpUrl place) {
    Request.Builder request =
        new Request.Builder()
            .url(place)
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", userAgent);
    if (look.etag() != null && !PageSum.isOne(look.etag())) {
      request.header("If-None-Match", look.etag());
    }
    if (look.pastCaches()) {
      request.header("Cache-Control", "no-cache");
    }
    if (look.authorization() != null && Origin.isSame(place.uri(), own.uri())) {
      request.header("Authorization", look.authorization());
    }
    return request.build();
  }

  private static HttpUrl redirected(HttpUrl from, String location) throws NotAPageException {
    HttpUrl to = location.isBlank() ? null : from.resolve(location);
    if (to == null) {
      throw new NotAPageException("redirects to no http or https URL");
    }
    return to;
  }

  @Override
  public void close() {
    clients.close();
  }
}
