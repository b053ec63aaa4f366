package dev.larder.service.micronaut;

import dev.larder.service.caller.Caller;
import dev.larder.service.contract.ServiceContract;
import dev.larder.service.health.HealthPart;
import dev.larder.service.request.RequestId;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

@MicronautTest
@Property(name = "larder.secret", value = ServiceContract.SECRET)
@Property(name = "micronaut.application.name", value = "probe")
class MicronautServiceTest extends ServiceContract {
  @Inject EmbeddedServer server;

  @Override
  protected URI service() {
    return server.getURI();
  }

  @Factory
  static class Parts {
    @Singleton
    HealthPart store() {
      return HealthPart.needed("store", STORE::get);
    }

    @Singleton
    HealthPart cache() {
      return HealthPart.useful("cache", () -> false);
    }
  }

  @Controller
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Probe {
    @Get(
        uris = {"/internal/who", "/packages/who"},
        produces = MediaType.TEXT_PLAIN)
    String who(Caller caller) {
      return caller.by() + " " + RequestId.current().orElse("");
    }

    @Get("/internal/refused")
    HttpResponse<?> refused(HttpRequest<?> request) {
      return Refusals.of(request, HttpStatus.UNAUTHORIZED, "show credentials");
    }

    @Get("/internal/broken")
    String broken() {
      throw new IllegalStateException("secret of the inside");
    }
  }
}
