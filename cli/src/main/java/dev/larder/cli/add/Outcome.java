package dev.larder.cli.add;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Body;
import java.nio.file.Path;

/** What became of one file. */
sealed interface Outcome {
  Path path();

  /**
   * The source has it now, or had it already, byte for byte.
   *
   * @param detail the server's line
   */
  record Added(Path path, String detail) implements Outcome {}

  /**
   * It was refused, here or by the server.
   *
   * @param detail one line
   */
  record Refused(Path path, String detail) implements Outcome {}

  /**
   * The server could not be reached, or was lost on the way.
   *
   * @param detail one line
   */
  record Lost(Path path, String detail) implements Outcome {}

  /** It was not tried, for the server was gone. */
  record Unsent(Path path) implements Outcome {}

  default JsonNode document() {
    Body body = new Body().with("path", path());
    return (switch (this) {
          case Added(Path path, String detail) ->
              body.with("outcome", "added").with("detail", detail);
          case Refused(Path path, String detail) ->
              body.with("outcome", "refused").with("detail", detail);
          case Lost(Path path, String detail) ->
              body.with("outcome", "lost").with("detail", detail);
          case Unsent(Path path) -> body.with("outcome", "unsent").with("detail", "");
        })
        .json();
  }
}
