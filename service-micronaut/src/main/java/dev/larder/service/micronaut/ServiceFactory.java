package dev.larder.service.micronaut;

import dev.larder.service.caller.CallerHeader;
import dev.larder.service.health.Health;
import dev.larder.service.health.HealthPart;
import dev.larder.service.secret.ServiceSecret;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what doesn't know Micronaut. */
@Factory
final class ServiceFactory {
  /** Refuses to start without. */
  @Context
  ServiceSecret secret(@Value("${larder.secret}") String secret) {
    return new ServiceSecret(secret);
  }

  @Singleton
  CallerHeader callerHeader(JsonMapper json) {
    return new CallerHeader(
        text -> json.readValue(text, Argument.mapOf(String.class, Object.class)));
  }

  /** Of all parts that a service has a bean for. */
  @Singleton
  Health health(List<HealthPart> parts) {
    return new Health(parts);
  }
}
