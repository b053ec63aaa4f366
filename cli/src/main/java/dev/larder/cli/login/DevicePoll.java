package dev.larder.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.SignIn;
import java.time.Duration;

/** Waits, as RFC 8628 has it, until a person has agreed on a page elsewhere. */
final class DevicePoll {
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration SLOWER = Duration.ofSeconds(5);

  private final SignIn signIn;
  private final Pause pause;

  /** Waits; a test needn't. */
  interface Pause {
    void rest(Duration time);
  }

  /** How it ended. */
  sealed interface End {
    /** They agreed; the answer has the tokens. */
    record Agreed(JsonNode answer) implements End {}

    /** They didn't, or it took too long; one line. */
    record Refused(String message) implements End {}

    /** No server there; one line why. */
    record Unreachable(String message) implements End {}
  }

  DevicePoll(SignIn signIn, Pause pause) {
    this.signIn = signIn;
    this.pause = pause;
  }

  /**
   * Polls until the end.
   *
   * @param begun the answer that has the codes
   */
  End until(JsonNode begun, String verifier) {
    Duration interval =
        begun.path("interval").isNumber()
            ? Duration.ofSeconds(begun.path("interval").asLong())
            : USUAL;
    Duration left = Duration.ofSeconds(begun.path("expires_in").asLong(600));
    String code = begun.path("device_code").asText();
    while (true) {
      pause.rest(interval);
      left = left.minus(interval);
      SignIn.Answer answer = signIn.poll(code, verifier);
      if (answer instanceof SignIn.Answer.Done(JsonNode tokens)) {
        return new End.Agreed(tokens);
      }
      if (answer instanceof SignIn.Answer.Unreachable(String message)) {
        return new End.Unreachable(message);
      }
      var refused = (SignIn.Answer.Refused) answer;
      switch (refused.error()) {
        case "authorization_pending" -> {}
        case "slow_down" -> interval = interval.plus(SLOWER);
        case "access_denied" -> {
          return new End.Refused("the sign-in was refused on the page; nobody is signed in");
        }
        case "expired_token" -> {
          return tooLate();
        }
        default -> {
          return new End.Refused(
              "the sign-in failed (%d %s); run 'larder login' again"
                  .formatted(refused.status(), refused.description()));
        }
      }
      if (left.isNegative()) {
        return tooLate();
      }
    }
  }

  private static End tooLate() {
    return new End.Refused("nobody signed in in time; run 'larder login' again");
  }
}
