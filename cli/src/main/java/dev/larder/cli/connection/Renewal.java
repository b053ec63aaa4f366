package dev.larder.cli.connection;

import dev.larder.cli.output.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives the access token of whoever is signed in, a new one where the old one ends. */
public final class Renewal {
  /** A call may take as long on its way. */
  private static final Duration SPARE = Duration.ofSeconds(30);

  private final AddressOption address;
  private final LoginFiles files;
  private final Supplier<SignIn> signIn;

  public Renewal(AddressOption address, LoginFiles files, Supplier<SignIn> signIn) {
    this.address = address;
    this.files = files;
    this.signIn = signIn;
  }

  /**
   * The token; empty where nobody is signed in.
   *
   * @throws StoppedException where somebody was, but can't be any more: what was to be done as them
   *     isn't done as somebody else
   */
  public Optional<String> token(Instant now) {
    return files
        .find(address)
        .map(login -> login.expires().minus(SPARE).isAfter(now) ? login : renewed(login, now))
        .map(Login::accessToken);
  }

  private Login renewed(Login old, Instant now) {
    return switch (signIn.get().refresh(old.refreshToken())) {
      case SignIn.Answer.Done(var body) -> {
        Login fresh = Tokens.login(address, body, now);
        files.keep(address, fresh);
        yield fresh;
      }
      case SignIn.Answer.Refused(int status, String error, String description) ->
          throw new StoppedException(
              ExitCode.REFUSED,
              error.equals("invalid_grant")
                  ? "%s is no longer signed in to %s; run 'larder login' again, or 'larder logout'"
                      .formatted(old.name(), address.text())
                  : "the sign-in of %s to %s can't be renewed now (%d %s); try again"
                      .formatted(old.name(), address.text(), status, description)
                      .strip());
      case SignIn.Answer.Unreachable(String message) ->
          throw new StoppedException(ExitCode.UNREACHABLE, message);
    };
  }
}
