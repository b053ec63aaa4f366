package dev.larder.upload.storage;

import dev.larder.service.secret.ServiceSecret;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Whether the disk is full that the stack's own file store lies on: the store itself only says that
 * something was wrong ({@code LARDER_STACK_URL}). No declarative client: those want a URL, and
 * there need be no stack.
 */
@Singleton
public final class StackHealth {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long LARGEST_ANSWER = 16 << 10;

  private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(PATIENCE).build();
  @Nullable private final String url;
  private final ServiceSecret secret;
  private final ObjectMapper json;

  StackHealth(
      @Nullable @Property(name = "larder.stack.url") String url,
      ServiceSecret secret,
      ObjectMapper json) {
    this.url = url;
    this.secret = secret;
    this.json = json;
  }

  /** False where no stack is known, or where it gives no answer. */
  public boolean isDiskFull() {
    if (url == null) {
      return false;
    }
    Request.Builder request = new Request.Builder().url(url + "/health");
    secret.addTo(request::header);
    try (Response response = http.newCall(request.build()).execute()) {
      Map<String, Object> health =
          json.readValue(
              response.peekBody(LARGEST_ANSWER).bytes(),
              Argument.mapOf(String.class, Object.class));
      return Boolean.TRUE.equals(health.get("diskFull"));
    } catch (IOException e) {
      return false;
    }
  }
}
