package dev.larder.sync.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * {@code GET /health}. The service needs nothing but itself to look at upstreams; whether one of
 * them is away is told by each look, and kept by who asked.
 */
@Controller("/health")
final class HealthController {
  /**
   * @param status up or down
   * @param parts the state of each part
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Health(String status, Map<String, String> parts) {}

  @Get
  Health health() {
    return new Health("up", Map.of());
  }
}
