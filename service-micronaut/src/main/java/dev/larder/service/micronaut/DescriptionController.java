package dev.larder.service.micronaut;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;
import java.util.Optional;

/** What the gateway makes the API's description of. */
@Controller("/internal/openapi")
final class DescriptionController {
  private final Description description;

  DescriptionController(Description description) {
    this.description = description;
  }

  @Get
  Optional<Map<String, Object>> document() {
    return description.document();
  }
}
