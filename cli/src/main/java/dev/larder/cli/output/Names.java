package dev.larder.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** Words that people know for what the API calls otherwise. */
public final class Names {
  private Names() {}

  /** The type of a source or of a repository. */
  public static String ofType(String type) {
    return switch (type) {
      case "local-python" -> "Local Python";
      case "pypi" -> "PyPI";
      case "curated-pypi" -> "Curated PyPI";
      case "python" -> "Python";
      default -> type;
    };
  }

  /** The texts of an array, separated by commas. */
  public static String listed(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
  }
}
