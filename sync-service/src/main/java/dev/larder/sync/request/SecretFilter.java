package dev.larder.sync.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.security.MessageDigest;

/** Lets in only who knows the shared secret; anybody may ask for the health. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecretFilter {
  private final byte[] secret;

  SecretFilter(SecretConfiguration configuration) {
    this.secret = configuration.secret().getBytes(UTF_8);
  }

  @RequestFilter
  @Nullable
  HttpResponse<?> refuse(HttpRequest<?> request) {
    String given = request.getHeaders().get("Larder-Secret");
    if (request.getPath().equals("/health")
        || (given != null && MessageDigest.isEqual(secret, given.getBytes(UTF_8)))) {
      return null;
    }
    return Problem.response(
        HttpStatus.FORBIDDEN, "This service answers only Larder's other services.");
  }
}
