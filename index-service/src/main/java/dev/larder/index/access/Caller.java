package dev.larder.index.access;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/** Who asks, as the gateway says. */
@Singleton
public class Caller {
  /** The administrator with the secret of the connection file. */
  public static final String ADMIN = "admin";

  private static final String HEADER = "Larder-Caller";
  private static final Argument<Map<String, Object>> OBJECT =
      Argument.mapOf(String.class, Object.class);

  private final ObjectMapper json;

  public Caller(ObjectMapper json) {
    this.json = json;
  }

  /** The guid of the token that was shown, or {@link #ADMIN}. */
  public String of(HttpRequest<?> request) {
    String header = request.getHeaders().get(HEADER);
    if (header == null) {
      return ADMIN;
    }
    try {
      Map<String, Object> caller = json.readValue(header, OBJECT);
      return caller != null && caller.get("id") instanceof String id ? id : ADMIN;
    } catch (IOException e) {
      return ADMIN;
    }
  }
}
