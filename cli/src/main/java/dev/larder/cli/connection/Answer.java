package dev.larder.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a call. */
public sealed interface Answer {
  /** The server did it and answered this document. */
  record Done(int status, JsonNode body) implements Answer {}

  /** The server refused; its message is one line that says what to do. */
  record Refused(int status, String message) implements Answer {}

  /** No server there that speaks HTTP; one line why. */
  record Unreachable(String message) implements Answer {}
}
