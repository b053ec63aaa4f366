package dev.larder.blob.location;

import dev.larder.service.request.RequestId;
import dev.larder.service.secret.ServiceSecret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets index-service look at a project's page again. */
final class IndexLinks implements Links {
  private static final Logger log = LoggerFactory.getLogger(IndexLinks.class);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long LARGEST_ANSWER = 64 << 10;

  /** A look takes ten seconds at most. */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final OkHttpClient http;
  private final HttpUrl url;
  private final String secret;
  private final JsonMapper json;

  IndexLinks(OkHttpClient http, IndexConfiguration configuration, String secret, JsonMapper json) {
    this.http = http.newBuilder().readTimeout(TIMEOUT).callTimeout(TIMEOUT).build();
    this.url = HttpUrl.get(configuration.url()).resolve("/internal/file/refresh");
    this.secret = secret;
    this.json = json;
  }

  /** Which file. */
  @Serdeable
  record Refresh(
      long source,
      String project,
      String filename,
      @Nullable String sha256,
      String url,
      boolean refused) {}

  /** Its link. */
  @Serdeable
  record Link(String url, @Nullable String authorization) {}

  @Override
  public Optional<Location.Upstream> renewed(
      Location location, Location.Upstream tried, boolean forGood) {
    Refresh refresh =
        new Refresh(
            location.source(),
            location.project(),
            location.filename(),
            location.sha256(),
            tried.url(),
            forGood);
    try {
      Request.Builder request =
          new Request.Builder()
              .url(url)
              .header(ServiceSecret.HEADER, secret)
              .post(RequestBody.create(json.writeValueAsBytes(refresh), JSON));
      RequestId.current().ifPresent(id -> request.header(RequestId.HEADER, id));
      try (Response response = http.newCall(request.build()).execute()) {
        if (response.code() != 200) {
          return Optional.empty();
        }
        Link link = json.readValue(response.peekBody(LARGEST_ANSWER).bytes(), Link.class);
        return link.url().equals(tried.url())
            ? Optional.empty()
            : Optional.of(tried.moved(link.url(), link.authorization()));
      }
    } catch (IOException | IllegalArgumentException e) {
      log.warn(
          "index-service can't tell another link of {}: {}", location.filename(), e.toString());
      return Optional.empty();
    }
  }
}
