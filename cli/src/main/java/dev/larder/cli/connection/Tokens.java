package dev.larder.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** Reads what a sign-in's answer holds. */
public final class Tokens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tokens() {}

  /**
   * Who is signed in from now on.
   *
   * @param asked when the answer was asked for: the token's life began no earlier
   */
  public static Login login(AddressOption address, JsonNode answer, Instant asked) {
    String token = answer.path("access_token").asText();
    return new Login(
        address.text(),
        name(token),
        token,
        asked.plusSeconds(answer.path("expires_in").asLong()),
        answer.path("refresh_token").asText());
  }

  /** The claim {@code preferred_username} of a JWT; only to be shown, so nobody checks it here. */
  private static String name(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      return parts.length == 3
          ? JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
              .path("preferred_username")
              .asText("")
          : "";
    } catch (IOException | IllegalArgumentException notJson) {
      return "";
    }
  }
}
