package dev.larder.upload.catalogue;

import dev.larder.service.micronaut.CallerPassedOn;
import dev.larder.service.micronaut.ServiceCall;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collection;
import java.util.Set;

/** index-service, as far as uploads need it; its log says who uploads, and from where. */
@ServiceCall
@CallerPassedOn
@Client("index")
interface IndexCalls {

  @Get("/internal/sources/{name}")
  HttpResponse<Source> source(String name);

  @Serdeable
  record Outcome(String outcome) {}

  @Post("/internal/sources/{source}/files")
  HttpResponse<Outcome> publish(long source, @Body NewFile file);

  @Serdeable
  record Keys(Collection<String> keys) {}

  @Serdeable
  record Known(Set<String> known) {}

  @Post("/internal/kept/known")
  HttpResponse<Known> known(@Body Keys keys);
}
