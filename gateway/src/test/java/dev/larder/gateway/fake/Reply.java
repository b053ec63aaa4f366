package dev.larder.gateway.fake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer as it stood on the wire.
 *
 * @param body the body's bytes, chunks joined
 * @param whole false if the connection ended before the body did
 */
public record Reply(
    int status, String reason, Map<String, List<String>> headers, byte[] body, boolean whole) {

  public String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : String.join("|", values);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
