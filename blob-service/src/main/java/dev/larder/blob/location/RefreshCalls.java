package dev.larder.blob.location;

import dev.larder.service.micronaut.ServiceCall;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;

/** index-service, where it looks at a page before it answers; it is given longer for that. */
@ServiceCall
@Client("refresh")
interface RefreshCalls {

  /** Which file. */
  @Serdeable
  record Refresh(
      long source,
      String project,
      String filename,
      @Nullable String sha256,
      String url,
      boolean refused) {}

  /** Its link. */
  @Serdeable
  record Link(String url, @Nullable String authorization) {}

  @Post("/internal/file/refresh")
  HttpResponse<Link> refresh(@Body Refresh file);
}
