package dev.larder.upload.storage;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of the store, waited for. */
final class StoreCalls {

  private static final Logger log = LoggerFactory.getLogger(StoreCalls.class);

  private StoreCalls() {}

  interface Call<T> {
    CompletableFuture<T> start() throws MinioException;
  }

  static <T> T join(Call<T> call) throws StoreAwayException {
    try {
      return call.start().join();
    } catch (CompletionException e) {
      throw away(e.getCause());
    } catch (MinioException e) {
      throw away(e);
    }
  }

  static StoreAwayException away(Throwable cause) {
    String code = cause instanceof ErrorResponseException e ? e.errorResponse().code() : "";
    log.warn("the store failed: {} {}", code, cause.toString());
    return new StoreAwayException(cause);
  }
}
