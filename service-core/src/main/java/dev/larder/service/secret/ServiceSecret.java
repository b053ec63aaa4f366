package dev.larder.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.service.request.RequestId;
import java.security.MessageDigest;
import java.util.function.BiConsumer;

/** What services prove themselves to each other with ({@code LARDER_SECRET}). */
public record ServiceSecret(String secret) {
  /** The header it travels in. */
  public static final String HEADER = "Larder-Secret";

  /** What anybody else is told, with 403. */
  public static final String REFUSAL =
      "This service answers only Larder's other services; ask the gateway instead";

  /** The one path that needs no secret. */
  private static final String OPEN = "/health";

  public ServiceSecret {
    if (secret == null || secret.isBlank()) {
      throw new IllegalArgumentException("LARDER_SECRET is not set");
    }
  }

  /**
   * Whether a request may come in.
   *
   * @param shown its header, or null
   */
  public boolean admits(String path, String shown) {
    // in a time that doesn't tell how much of it is right
    return path.equals(OPEN)
        || (shown != null && MessageDigest.isEqual(secret.getBytes(UTF_8), shown.getBytes(UTF_8)));
  }

  /**
   * Gives a call of another service the headers that every such call has: this secret, and the id
   * of the request that this thread works for.
   *
   * @param header sets one of the call's headers, by name and value
   */
  public void addTo(BiConsumer<String, String> header) {
    header.accept(HEADER, secret);
    RequestId.current().ifPresent(id -> header.accept(RequestId.HEADER, id));
  }

  @Override
  public String toString() {
    return "ServiceSecret[]";
  }
}
