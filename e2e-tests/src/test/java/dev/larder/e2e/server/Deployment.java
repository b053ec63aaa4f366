package dev.larder.e2e.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larder.e2e.client.Finished;
import java.time.Duration;
import java.util.Map;

/** A whole Larder that runs, as it is seen from outside, whatever keeps its parts running. */
public interface Deployment extends AutoCloseable {

  /** The gateway's address. */
  String url();

  default String indexUrl() {
    return url() + "/latest/simple/";
  }

  default String uploadUrl() {
    return url() + "/upload/pypi/private";
  }

  /** Runs the {@code larder} command as its administrator. */
  Finished larder(String... args);

  /** Makes a token that may upload to the source {@code private}. */
  default String uploadToken(String description) {
    Finished finished =
        larder(
            "create", "token", "--description=" + description, "--sources=private", "--expires=1h");
    if (!finished.succeeded()) {
      throw new AssertionError("create token: " + finished);
    }
    return finished.out().strip();
  }

  /** What the gateway takes from its administrator. */
  String adminToken();

  /** The processes that run now, by their names, which are the same wherever they run. */
  Map<String, Part> parts();

  /** Whether a part that was killed runs again, as another process. */
  default boolean runsAnew(Part killed) {
    Part now = parts().get(killed.name());
    return now != null && now.pid() != killed.pid() && now.isAlive();
  }

  /**
   * Waits until a part that was killed runs again and all is well; how long that took.
   *
   * @param within at most
   */
  default Duration untilHealed(Part killed, Duration within) {
    return Waiting.until(
        within,
        killed.name() + " runs again and all parts are up",
        () -> runsAnew(killed) && isWell());
  }

  /** What the gateway says of every part. */
  default JsonNode status() {
    return Http.json(Http.get(url() + "/__api__/status"));
  }

  /** Whether every part, and every part of a part, is up; upstreams are no part of it. */
  default boolean isWell() {
    JsonNode status = status();
    if (status.at("/parts/index-service/parts") instanceof ObjectNode parts) {
      parts.remove("upstreams");
    }
    return status.path("status").asText().equals("up")
        && !status.path("parts").isEmpty()
        && !status.toString().contains("\"down\"");
  }

  /** Stops everything in order, and keeps what it holds. */
  void down();

  /** Starts it again with what it holds; returns when it is ready. */
  void up();

  /** Stops everything, whatever state it is in. */
  @Override
  void close();
}
