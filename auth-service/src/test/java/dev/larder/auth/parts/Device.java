package dev.larder.auth.parts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command line that lets somebody sign in by device (RFC 8628) with PKCE (RFC 7636). */
public final class Device {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String VERIFIER = "verifier-of-tests-verifier-of-tests-verifier-of-tests";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String realm;
  private JsonNode begun;
  private JsonNode tokens;

  public Device(String keycloak) {
    this.realm = keycloak + "/realms/larder";
  }

  /** An answer of Keycloak's. */
  public record Answer(int status, JsonNode body) {}

  /** Asks for a code. */
  public Device begin() {
    begun =
        ask(Map.of(
                "client_id", "larder",
                "code_challenge", challenge(),
                "code_challenge_method", "S256"))
            .body();
    return this;
  }

  /** Asks for a code in these words. */
  public Answer ask(Map<String, String> form) {
    return post("auth/device", form);
  }

  /** Where the person goes. */
  public String page() {
    return begun.get("verification_uri_complete").asString();
  }

  /** Asks whether the person has agreed. */
  public Answer poll() {
    var answer =
        post(
            "token",
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                "larder",
                "device_code",
                begun.get("device_code").asString(),
                "code_verifier",
                VERIFIER));
    if (answer.status() == 200) {
      tokens = answer.body();
    }
    return answer;
  }

  /** Asks for new tokens. */
  public Answer refresh() {
    var answer =
        post(
            "token",
            Map.of(
                "grant_type", "refresh_token",
                "client_id", "larder",
                "refresh_token", tokens.get("refresh_token").asString()));
    if (answer.status() == 200) {
      tokens = answer.body();
    }
    return answer;
  }

  /** The access token. */
  public SignedJWT token() {
    try {
      return SignedJWT.parse(tokens.get("access_token").asString());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claim {@code larder}. */
  public Map<String, Object> rights() {
    try {
      return token().getJWTClaimsSet().getJSONObjectClaim("larder");
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody with a first password signs in, chooses another one, and agrees. */
  public Device signInAtFirst(String name, String password, String newPassword) {
    begin();
    new Browser()
        .open(page())
        .submit(Map.of("username", name, "password", password))
        .submit(Map.of("password-new", newPassword, "password-confirm", newPassword))
        .submit(Map.of("accept", "Yes"));
    if (poll().status() != 200) {
      throw new AssertionError("not signed in");
    }
    return this;
  }

  private Answer post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/" + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String challenge() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
