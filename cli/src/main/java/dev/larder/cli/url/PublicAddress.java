package dev.larder.cli.url;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import java.util.Optional;

/** The address that the server gives as its own; behind a proxy not the one it is asked at. */
final class PublicAddress {
  private PublicAddress() {}

  static Optional<String> of(Answer status) {
    return status instanceof Answer.Done(int code, JsonNode body)
        ? Optional.of(body.path("address").asText("")).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
