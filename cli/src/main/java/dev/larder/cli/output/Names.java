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

  /** The texts of an array, separated by commas; of objects their names. */
  public static String listed(JsonNode array) {
    return array
        .valueStream()
        .map(value -> value.path("name").asText(value.asText()))
        .collect(Collectors.joining(","));
  }

  /** A yes or no of the API as a person says it. */
  public static String yesOrNo(JsonNode value) {
    return value.asBoolean() ? "yes" : "no";
  }

  /** "1 file", "3 files". */
  public static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
