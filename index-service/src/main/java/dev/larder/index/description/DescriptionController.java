package dev.larder.index.description;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

/** What the gateway makes the API's description of. */
@Controller("/internal/openapi")
final class DescriptionController {
  private final Description description;

  DescriptionController(Description description) {
    this.description = description;
  }

  @Get
  Map<String, Object> document() {
    return description.document();
  }
}
