package dev.larder.cli.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import java.util.Optional;

/** Numbered pages over a list that the API gives by "what comes after this name". */
record Pages(Api api, ApiPath list) {
  private static final int SIZE = 100;
  private static final int LONGEST_STRIDE = 1000;

  /** A page; the first is 1. One beyond the end is empty. */
  Answer page(int number) {
    long before = (number - 1L) * SIZE;
    Optional<String> after = Optional.empty();
    while (before > 0) {
      long stride = Math.min(before, LONGEST_STRIDE);
      Answer answer = api.get(from(after).with("limit", stride));
      if (!(answer instanceof Answer.Done(int status, JsonNode body))) {
        return answer;
      }
      after = Optional.of(body.path("next").asText("")).filter(name -> !name.isEmpty());
      if (after.isEmpty()) {
        return new Answer.Done(status, nothing());
      }
      before -= stride;
    }
    return api.get(from(after).with("limit", SIZE));
  }

  private ApiPath from(Optional<String> after) {
    return list.with("after", after);
  }

  private static JsonNode nothing() {
    var body = JsonNodeFactory.instance.objectNode();
    body.putArray("packages");
    return body.putNull("next");
  }
}
