package dev.larder.cli.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A path below {@code /__api__}; whatever a name holds, it stays one segment or one value. */
public record ApiPath(String text) {
  /** How the server and its parts are. */
  public static final ApiPath STATUS = new ApiPath("/__api__/status");

  /** The path of these segments, each percent-encoded. */
  public static ApiPath of(Object... segments) {
    return new ApiPath(
        Stream.of(segments)
            .map(segment -> segment(segment.toString()))
            .collect(Collectors.joining("/", "/__api__/v1/", "")));
  }

  /** The same with one more query parameter. */
  public ApiPath with(String parameter, Object value) {
    var query = new StringJoiner("=", text.contains("?") ? "&" : "?", "");
    return new ApiPath(text + query.add(parameter).add(encoded(value.toString())));
  }

  /** The same with one more query parameter, where there is a value for it. */
  public ApiPath with(String parameter, Optional<?> value) {
    return value.map(given -> with(parameter, (Object) given)).orElse(this);
  }

  private static String segment(String text) {
    // whoever stands between might resolve them
    return text.equals(".") || text.equals("..") ? text.replace(".", "%2E") : encoded(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
