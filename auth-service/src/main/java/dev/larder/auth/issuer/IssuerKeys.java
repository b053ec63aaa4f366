package dev.larder.auth.issuer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of issuers, found by their discovery documents. Both are kept; a key that isn't known
 * has the set asked for anew, at most once in ten seconds an issuer.
 */
final class IssuerKeys {

  private static final Duration KEEP_PLACE = Duration.ofHours(1);
  private static final Duration KEEP_KEYS = Duration.ofMinutes(10);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
  private static final int MOST = 100;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Fetcher fetcher;
  private final Duration timeout;
  private final Clock clock;
  private final LinkedHashMap<String, Place> places = new LinkedHashMap<>();

  /**
   * @param keys empty where the issuer didn't say, just now
   */
  private record Place(Optional<JWKSource<SecurityContext>> keys, Instant until) {}

  IssuerKeys(Fetcher fetcher, Duration timeout, Clock clock) {
    this.fetcher = fetcher;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Where the keys of an issuer come from; fails where it doesn't say so. */
  JWKSource<SecurityContext> of(String issuer) throws IOException {
    Instant now = clock.instant();
    synchronized (places) {
      Place known = places.get(issuer);
      if (known != null && now.isBefore(known.until())) {
        return known
            .keys()
            .orElseThrow(() -> new IOException("issuer " + issuer + " didn't say a moment ago"));
      }
    }
    try {
      JWKSource<SecurityContext> keys = source(discover(issuer));
      keep(issuer, new Place(Optional.of(keys), now.plus(KEEP_PLACE)));
      return keys;
    } catch (IOException e) {
      keep(issuer, new Place(Optional.empty(), now.plus(ASK_AGAIN)));
      throw e;
    }
  }

  private void keep(String issuer, Place place) {
    synchronized (places) {
      places.remove(issuer);
      places.put(issuer, place);
      if (places.size() > MOST) {
        places.pollFirstEntry();
      }
    }
  }

  private JWKSource<SecurityContext> source(URL url) {
    return JWKSourceBuilder.<SecurityContext>create(url, fetcher)
        .cache(KEEP_KEYS.toMillis(), timeout.toMillis())
        .refreshAheadCache(false)
        .rateLimited(ASK_AGAIN.toMillis())
        .build();
  }

  private URL discover(String issuer) throws IOException {
    URI address = URI.create(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration");
    JsonNode document = read(fetcher.get(address));
    if (!issuer.equals(document.path("issuer").asString(""))) {
      throw new IOException(address + " is not the document of issuer " + issuer);
    }
    return keysUrl(issuer, document.path("jwks_uri").asString(""));
  }

  private static JsonNode read(String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IOException("the discovery document is no JSON", e);
    }
  }

  /** Keys come by https, but those of an issuer that doesn't. */
  private static URL keysUrl(String issuer, String text) throws IOException {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      boolean sameOrigin =
          scheme.equals(URI.create(issuer).getScheme())
              && String.valueOf(uri.getRawAuthority()).equals(URI.create(issuer).getRawAuthority());
      if (!scheme.equals("https") && !sameOrigin) {
        throw new IOException("jwks_uri '" + text + "' is neither https nor the issuer's own");
      }
      return uri.toURL();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("jwks_uri '" + text + "' is no URL", e);
    }
  }
}
