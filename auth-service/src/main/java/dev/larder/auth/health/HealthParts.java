package dev.larder.auth.health;

import dev.larder.auth.keys.SigningKeys;
import dev.larder.auth.realm.RealmKeeper;
import dev.larder.auth.signin.SsoSettings;
import dev.larder.messaging.Redis;
import dev.larder.service.health.Health;
import dev.larder.service.health.HealthPart;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which parts are up. Without Keycloak this service is down; without Redis it isn't. A company's
 * own provider is named where one is set up, and not asked.
 */
@Configuration(proxyBeanMethods = false)
class HealthParts {

  @Bean
  Health health(RealmKeeper realm, SigningKeys keys, Redis redis, SsoSettings sso) {
    List<HealthPart> parts = new ArrayList<>();
    parts.add(HealthPart.needed("keycloak", () -> realm.ready() && !keys.fetch().isEmpty()));
    parts.add(HealthPart.useful("redis", redis::reachable));
    if (sso.isSet()) {
      parts.add(HealthPart.useful("sso", () -> true));
    }
    return new Health(parts);
  }
}
