package dev.larder.index.kept;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.validation.Validated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Whoever deletes objects that belong to nothing asks here first. */
@Controller("/internal/kept")
@ExecuteOn(TaskExecutors.BLOCKING)
@Validated
class KeptController {
  private final KeptObjects objects;

  KeptController(KeptObjects objects) {
    this.objects = objects;
  }

  @Serdeable
  record Question(
      @NotNull @Size(max = 1000, message = "must be at most 1000")
          List<@Pattern(regexp = "kept/.+", message = "must begin with kept/") String> keys) {}

  @Serdeable
  record Answer(List<String> known) {}

  @Post("/known")
  Answer known(@Body @Valid Question question) {
    return new Answer(objects.known(question.keys()));
  }
}
