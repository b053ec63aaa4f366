package dev.larder.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A server's sign-in for people: OpenID Connect's calls of Keycloak, under {@code /auth}. */
public final class SignIn {
  private static final String CLIENT = "larder";
  private static final String CALLS = "/auth/realms/larder/protocol/openid-connect/";
  private static final Duration WHOLE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AddressOption address;
  private final HttpClient client;
  private final Consumer<String> trace;

  /** {@code trace} gets a line about each call. */
  public SignIn(AddressOption address, HttpClient client, Consumer<String> trace) {
    this.address = address;
    this.client = client;
    this.trace = trace;
  }

  /** What a call came to. */
  public sealed interface Answer {
    /** It was done. */
    record Done(JsonNode body) implements Answer {}

    /**
     * It was refused.
     *
     * @param error OAuth's word for it (RFC 6749, RFC 8628); empty where the answer had none
     */
    record Refused(int status, String error, String description) implements Answer {}

    /** No server there; one line why. */
    record Unreachable(String message) implements Answer {}
  }

  /** Begins a sign-in by device (RFC 8628), with PKCE. */
  public Answer begin(String challenge) {
    return post(
        "auth/device", Map.of("code_challenge", challenge, "code_challenge_method", "S256"));
  }

  /** Asks whether the person has agreed. */
  public Answer poll(String deviceCode, String verifier) {
    return post(
        "token",
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
            "device_code", deviceCode,
            "code_verifier", verifier));
  }

  /** Asks for new tokens. */
  public Answer refresh(String refreshToken) {
    return post("token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  /** Ends the session. */
  public Answer end(String refreshToken) {
    return post("logout", Map.of("refresh_token", refreshToken));
  }

  private Answer post(String call, Map<String, String> form) {
    String body =
        "client_id="
            + CLIENT
            + form.entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining());
    URI uri = address.resolve(CALLS + call);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(WHOLE)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, AnswerText.bounded());
      trace.accept("POST %s: %d".formatted(uri, response.statusCode()));
      return meaning(response);
    } catch (IOException e) {
      return new Answer.Unreachable(Unreached.because(address, e).message());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable("interrupted while asking " + address.text());
    }
  }

  private static Answer meaning(HttpResponse<String> response) {
    JsonNode body = json(response.body());
    return response.statusCode() / 100 == 2
        ? new Answer.Done(body)
        : new Answer.Refused(
            response.statusCode(),
            body.path("error").asText(""),
            body.path("error_description").asText(body.path("detail").asText("")));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
