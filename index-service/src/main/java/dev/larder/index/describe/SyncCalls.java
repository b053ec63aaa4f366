package dev.larder.index.describe;

import dev.larder.index.source.ConnectionSettings;
import dev.larder.service.micronaut.ServiceCall;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/** sync-service, as far as what an upstream's JSON says of a release goes. */
@ServiceCall
@Client("describe")
interface SyncCalls {

  @Serdeable
  record Question(
      String source,
      String url,
      @Nullable String authorization,
      ConnectionSettings reach,
      String project,
      String version) {}

  @Serdeable
  record Described(
      String outcome,
      @Nullable String detail,
      @Nullable String summary,
      @Nullable String author,
      @Nullable String authorEmail,
      @Nullable String license,
      @Nullable String licenseExpression,
      @Nullable String keywords,
      @Nullable List<String> requiresDist) {}

  /** What the upstream's JSON says of a release. */
  @Post("/internal/describe")
  HttpResponse<Described> describe(@Body Question question);
}
