package dev.larder.cli.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Words for the ways in which a server can't be reached. */
final class Unreached {
  private Unreached() {}

  static Answer.Unreachable because(AddressOption address, IOException error) {
    return new Answer.Unreachable(
        "cannot reach a Larder server at %s: %s".formatted(address.text(), reason(address, error)));
  }

  private static String reason(AddressOption address, IOException error) {
    return switch (error) {
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "nobody knows that host; check --address";
      case ConnectException e when e.getCause() instanceof ConnectException cause ->
          reason(address, cause);
      case ConnectException e ->
          "nothing listens there; start it with './larder up', or give another --address";
      case HttpConnectTimeoutException e when address.isEncrypted() ->
          "nobody there speaks TLS; if it speaks plain http, give the address with http://";
      case HttpTimeoutException e -> "no answer in time; see 'larder logs' on its machine";
      case SSLException e -> tls(e);
      case IOException e when AnswerText.isTooLarge(e) ->
          "its answer is larger than any of Larder's; check --address";
      case IOException e ->
          "the connection broke (%s); try again"
              .formatted(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    };
  }

  private static String tls(SSLException error) {
    String message = error.getMessage() == null ? "" : error.getMessage();
    if (message.contains("Unsupported or unrecognized SSL message")
        || message.contains("plaintext connection")) {
      return "it speaks plain http there; give the address with http://";
    }
    if (message.contains("PKIX path building failed") || message.contains("trustAnchors")) {
      return "its TLS certificate is signed by nobody whom this machine trusts; name its"
          + " authority's PEM file in SSL_CERT_FILE, or take any certificate with"
          + " --insecure-ssl-skip-verify";
    }
    if (message.contains("PKIX path validation failed") || message.contains("NotAfter")) {
      return "its TLS certificate is not valid now, perhaps it has expired;"
          + " --insecure-ssl-skip-verify takes it all the same";
    }
    if (message.contains("No subject alternative") || message.contains("No name matching")) {
      return "its TLS certificate is for another host; give the address by a name that is in it, or"
          + " take it all the same with --insecure-ssl-skip-verify";
    }
    return "TLS failed (%s); see 'larder logs gateway' on its machine".formatted(message);
  }
}
