package dev.larder.index.purge;

import dev.larder.service.micronaut.ServiceCall;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.client.annotation.Client;

/** blob-service, as far as purges need it. */
@ServiceCall
@Client("purge")
interface BlobCalls {
  /** Deletes an object; one that isn't there is deleted. */
  @Delete("/internal/{+key}")
  HttpResponse<Void> delete(String key);
}
