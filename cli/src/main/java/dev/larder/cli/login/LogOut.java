package dev.larder.cli.login;

import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Login;
import dev.larder.cli.connection.SignIn;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code larder logout}: ends the session on the server too, where that can be reached. */
@Command(
    name = "logout",
    description = "Sign out; later commands act as before the sign-in.",
    footer = {"", "Example:", "  larder logout"})
public final class LogOut implements SessionCommand {
  @Override
  public int run(Session session) {
    Optional<Login> login = session.loginFiles().find(session.address());
    session.loginFiles().forget(session.address());
    var console = session.console();
    if (login.isEmpty()) {
      console.message("nobody is signed in to " + session.address().text());
      return ExitCode.DONE;
    }
    switch (session.signIn().end(login.get().refreshToken())) {
      case SignIn.Answer.Unreachable(String message) ->
          console.message(message + "; the session there ends by itself");
      case SignIn.Answer.Done _, SignIn.Answer.Refused _ -> {
        // a session that is refused has ended
      }
    }
    if (console.isJson()) {
      console.json(
          new Body()
              .with("address", session.address().text())
              .with("name", login.get().name())
              .json());
    } else {
      console.result("Signed out %s of %s".formatted(login.get().name(), session.address().text()));
    }
    return ExitCode.DONE;
  }
}
