package dev.larder.auth.description;

import java.util.List;
import java.util.Map;

/**
 * A call of {@code /__api__} as its description (OpenAPI) shows it.
 *
 * @param method as {@code post}
 * @param summary one line
 * @param query the parameters of its query, each with the values that it takes; none: any text
 * @param body the record of its body; {@code Void} for none
 * @param status of the answer when all is well
 * @param answer the record of that answer; {@code Void} for none
 */
public record DescribedCall(
    String method,
    String path,
    String summary,
    Map<String, List<String>> query,
    Class<?> body,
    int status,
    Class<?> answer) {
  /** One whose query takes nothing. */
  public DescribedCall(
      String method, String path, String summary, Class<?> body, int status, Class<?> answer) {
    this(method, path, summary, Map.of(), body, status, answer);
  }
}
