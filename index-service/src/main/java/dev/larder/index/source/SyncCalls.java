package dev.larder.index.source;

import dev.larder.service.micronaut.ServiceCall;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/** sync-service, as far as an upstream's address needs it. */
@ServiceCall
@Client("check")
interface SyncCalls {

  @Serdeable
  record Question(
      String source, String url, @Nullable String authorization, ConnectionSettings reach) {}

  @Serdeable
  record Found(
      String outcome,
      @Nullable List<String> inside,
      @Nullable String warning,
      @Nullable String detail) {}

  /** Whether there is an index behind an address. */
  @Post("/internal/check")
  HttpResponse<Found> check(@Body Question question);
}
