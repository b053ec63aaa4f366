package dev.larder.e2e.publish;

import java.util.List;

/** How a client ends, and what stands in what it prints. */
record Expected(int exitCode, List<String> words) {

  static Expected of(int exitCode, String... words) {
    return new Expected(exitCode, List.of(words));
  }
}
