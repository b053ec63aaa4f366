package dev.larder.cli.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Words for the ways in which a server can't be reached. */
final class Unreached {
  private Unreached() {}

  static Answer.Unreachable because(AddressOption address, IOException error) {
    return new Answer.Unreachable(
        "cannot reach a Larder server at %s: %s".formatted(address.text(), reason(error)));
  }

  private static String reason(IOException error) {
    return switch (error) {
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "nobody knows that host; check --address";
      case ConnectException e when e.getCause() instanceof ConnectException cause -> reason(cause);
      case ConnectException e ->
          "nothing listens there; start it with './larder up', or give another --address";
      case HttpTimeoutException e -> "no answer in time; see 'larder logs' on its machine";
      case SSLException e ->
          "its TLS certificate is not trusted (%s); --insecure-ssl-skip-verify takes any"
              .formatted(e.getMessage());
      case IOException e when AnswerText.isTooLarge(e) ->
          "its answer is larger than any of Larder's; check --address";
      case IOException e ->
          "the connection broke (%s); try again"
              .formatted(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    };
  }
}
