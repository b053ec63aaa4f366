package dev.larder.auth.parts;

import dev.larder.auth.AuthService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it is started in earnest, and calls to it by HTTP. */
public final class RunningService implements AutoCloseable {

  public static final String SECRET = "secret-of-tests";

  private static final String CALLER = "Larder-Caller";
  private static final String ADMIN = "{\"kind\":\"admin\"}";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final String url;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    this.url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** An answer. */
  public record Answer(int status, String type, String requestId, JsonNode body) {

    public String detail() {
      return body.path("detail").asString("");
    }
  }

  /** Starts it; it may not be ready yet. */
  public static RunningService start(
      String keycloak, RealRedis redis, FakeIndexService index, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--larder.port=0",
                "--larder.secret=" + SECRET,
                "--larder.index.url=" + index.url(),
                "--larder.redis.url=" + redis.url(),
                "--larder.keycloak.url=" + keycloak,
                "--larder.keycloak.user=" + RealKeycloak.USER,
                "--larder.keycloak.password=" + RealKeycloak.PASSWORD));
    settings.addAll(List.of(more));
    return new RunningService(
        new SpringApplicationBuilder(AuthService.class)
            .initializers(RunningService::resourcesOfItsOwn)
            .run(settings.toArray(String[]::new)));
  }

  /** Reactor Netty's are the JVM's, and the first service that ends would end those of all. */
  private static void resourcesOfItsOwn(ConfigurableApplicationContext context) {
    if (context instanceof GenericApplicationContext own) {
      own.registerBean(
          ReactorResourceFactory.class,
          () -> {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
          });
    }
  }

  /** Waits until it is up and Redis holds the whole set of revoked tokens. */
  public RunningService untilReady(RealRedis redis) {
    Until.holds("up", Duration.ofSeconds(60), () -> get("/health").status() == 200);
    Until.holds("set complete", Duration.ofSeconds(60), redis::isMarkedComplete);
    return this;
  }

  /** As an administrator. */
  public Answer get(String path) {
    return send(request(path).header("Larder-Secret", SECRET).header(CALLER, ADMIN).GET());
  }

  /** As an administrator. */
  public Answer post(String path, String body) {
    return send(
        request(path)
            .header("Larder-Secret", SECRET)
            .header(CALLER, ADMIN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The same, as the gateway passes it on for an administrator. */
  public Answer postAs(String caller, String from, String path, String body) {
    return send(
        request(path)
            .header("Larder-Secret", SECRET)
            .header("Larder-Caller", caller)
            .header("Larder-From", from)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer delete(String path) {
    return send(request(path).header("Larder-Secret", SECRET).DELETE());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var headers = response.headers();
      return new Answer(
          response.statusCode(),
          headers.firstValue("Content-Type").orElse(""),
          headers.firstValue("X-Request-Id").orElse(""),
          response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes a token, which must succeed. */
  public JsonNode token(String body) {
    var answer = post("/__api__/v1/tokens", body);
    if (answer.status() != 201) {
      throw new AssertionError("no token: " + answer);
    }
    return answer.body();
  }

  @Override
  public void close() {
    context.close();
  }
}
