package dev.larder.blob.location;

import dev.larder.blob.caller.Readers;
import dev.larder.service.secret.ServiceSecret;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks index-service, each time. No declarative client: every file that isn't remembered waits for
 * this, and one took two to four times as long for it on two busy cores, by its way through the
 * event loop.
 */
public final class IndexClient implements Locations {
  private static final Logger log = LoggerFactory.getLogger(IndexClient.class);
  private static final long LARGEST_ANSWER = 1 << 20;

  private final OkHttpClient http;
  private final HttpUrl url;
  private final ServiceSecret secret;
  private final JsonMapper json;

  public IndexClient(
      OkHttpClient http, IndexConfiguration configuration, ServiceSecret secret, JsonMapper json) {
    this.http = http.newBuilder().callTimeout(configuration.timeout()).build();
    this.url = HttpUrl.get(configuration.url()).resolve("/internal/file");
    this.secret = secret;
    this.json = json;
  }

  @Override
  public LocationResult find(Question question) {
    HttpUrl asked =
        url.newBuilder()
            .addQueryParameter("repo", question.repo())
            .addQueryParameter("key", question.key().value())
            .addQueryParameter("name", question.filename())
            .build();
    Request.Builder request = new Request.Builder().url(asked);
    secret.addTo(request::header);
    try (Response response = http.newCall(request.build()).execute()) {
      byte[] body = response.peekBody(LARGEST_ANSWER).bytes();
      return switch (response.code()) {
        case 200 -> new LocationResult.Known(json.readValue(body, Location.class));
        case 404 -> notShown(question, json.readValue(body, Problem.class));
        default -> unknown("answered " + response.code());
      };
    } catch (IOException | IllegalArgumentException e) {
      return unknown(e.toString());
    }
  }

  private static LocationResult unknown(String why) {
    log.warn("index-service can't tell where a file is: {}", why);
    return new LocationResult.Unknown(
        "index-service can't be asked about this file now; try again.");
  }

  private static LocationResult notShown(Question question, Problem problem) {
    return new LocationResult.NotShown(
        problem.detail() == null ? "Not found: " + question.filename() : problem.detail(),
        Readers.ofNothing(problem.others()));
  }
}
