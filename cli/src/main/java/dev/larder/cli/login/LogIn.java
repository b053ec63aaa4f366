package dev.larder.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Login;
import dev.larder.cli.connection.SignIn;
import dev.larder.cli.connection.StoppedException;
import dev.larder.cli.connection.Tokens;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code larder login}: the page may be opened on another machine than this one. */
@Command(
    name = "login",
    description = {
      "Sign in as a person, on a page in a browser; later commands act as them.",
      "With sso that page's 'Single sign-on' leads to the company's own sign-in."
    },
    footer = {"", "Examples:", "  larder login", "  larder login sso -a https://host"})
public final class LogIn implements SessionCommand {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "sso",
      description = "Sign in by the company's own provider.")
  private Optional<String> how;

  @Override
  public int run(Session session) {
    how.filter(word -> !word.equals("sso"))
        .ifPresent(
            word -> {
              throw new ParameterException(
                  spec.commandLine(), "'" + word + "' is no way to sign in; there is sso");
            });
    if (how.isPresent() && lacksProvider(session)) {
      return refused(
          session,
          "no single sign-on is set up at %s; 'larder login' signs in with a name and a password,"
              + " the keys authentication.oidc.* set it up");
    }
    String verifier = random();
    SignIn signIn = session.signIn();
    return switch (signIn.begin(challenge(verifier))) {
      case SignIn.Answer.Done(JsonNode begun) when begun.has("device_code") ->
          wait(session, signIn, begun, verifier);
      case SignIn.Answer.Done _ ->
          refused(session, "what answers at %s is not Larder; check --address");
      case SignIn.Answer.Refused(int status, String error, String description) ->
          refused(
              session,
              "people can't sign in to %s now ("
                  + (status + " " + description).strip().replace("%", "%%")
                  + "); see 'larder status'");
      case SignIn.Answer.Unreachable(String message) -> {
        session.console().message(message);
        yield ExitCode.UNREACHABLE;
      }
    };
  }

  /** A server that can't say how it is may have one. */
  private static boolean lacksProvider(Session session) {
    return session.anonymous().status() instanceof Answer.Done(int status, JsonNode body)
        && body.path("parts").path("auth-service").path("parts").has("keycloak")
        && !body.path("parts").path("auth-service").path("parts").has("sso");
  }

  private static int refused(Session session, String message) {
    session.console().message(message.formatted(session.address().text()));
    return ExitCode.REFUSED;
  }

  private int wait(Session session, SignIn signIn, JsonNode begun, String verifier) {
    var console = session.console();
    console.message("To sign in, open this page in a browser, on any machine:");
    console.message("  " + begun.path("verification_uri_complete").asText());
    console.message(
        "or %s, and type the code %s there."
            .formatted(begun.path("verification_uri").asText(), begun.path("user_code").asText()));
    if (how.isPresent()) {
      console.message("Choose 'Single sign-on' on it: your company's own page follows.");
    }
    return switch (new DevicePoll(signIn, LogIn::sleep).until(begun, verifier)) {
      case DevicePoll.End.Agreed(JsonNode tokens) -> signedIn(session, tokens);
      case DevicePoll.End.Refused(String message) -> {
        console.message(message);
        yield ExitCode.REFUSED;
      }
      case DevicePoll.End.Unreachable(String message) -> {
        console.message(message);
        yield ExitCode.UNREACHABLE;
      }
    };
  }

  private static int signedIn(Session session, JsonNode tokens) {
    Login login = Tokens.login(session.address(), tokens, Instant.now());
    session.loginFiles().keep(session.address(), login);
    var console = session.console();
    if (console.isJson()) {
      console.json(new Body().with("address", login.address()).with("name", login.name()).json());
    } else {
      console.result("Signed in to %s as %s".formatted(login.address(), login.name()));
    }
    if (session.hasTokenOfEnvironment()) {
      console.message("Mind that LARDER_TOKEN is set, and wins over this.");
    }
    return ExitCode.DONE;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException(ExitCode.REFUSED, "interrupted; nobody is signed in");
    }
  }
}
