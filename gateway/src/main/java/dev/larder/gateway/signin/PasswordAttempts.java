package dev.larder.gateway.signin;

import dev.larder.gateway.address.Arrival;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;

/** Which requests to Keycloak try a password, and which answers say that it was wrong. */
public final class PasswordAttempts {
  private static final String REALM = "/auth/realms/larder";

  /** What these show can't be guessed; and a device asks over and over until it is let in. */
  private static final Set<String> NO_GUESS =
      Set.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code");

  private static final Set<HttpStatus> NO_TOKEN =
      Set.of(HttpStatus.BAD_REQUEST, HttpStatus.UNAUTHORIZED);

  /** A wrong password has the form shown once more, a good one leads on. */
  private static final Set<HttpStatus> NOT_IN =
      Set.of(HttpStatus.OK, HttpStatus.BAD_REQUEST, HttpStatus.UNAUTHORIZED);

  private PasswordAttempts() {}

  /** The statuses of answers that tell of a guess that failed; none where nothing is guessed. */
  public static Set<HttpStatus> failures(ServerWebExchange exchange, byte[] body) {
    if (!HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
      return Set.of();
    }
    return switch (Arrival.of(exchange).path()) {
      case REALM + "/protocol/openid-connect/token" -> isNoGuess(body) ? Set.of() : NO_TOKEN;
      case REALM + "/login-actions/authenticate" -> NOT_IN;
      default -> Set.of();
    };
  }

  private static boolean isNoGuess(byte[] body) {
    List<String> grants =
        Stream.of(new String(body, StandardCharsets.ISO_8859_1).split("&"))
            .map(field -> field.split("=", 2))
            .filter(field -> decoded(field[0]).equals("grant_type"))
            .map(field -> field.length == 2 ? decoded(field[1]) : "")
            .toList();
    return !grants.isEmpty() && NO_GUESS.containsAll(grants);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
