package dev.larder.sync.upstream;

import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Says in words why there was no answer, or only half of one. */
final class Causes {
  private Causes() {}

  static Outcome.Failed outcome(Look look, IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return new Outcome.Failed(
          504, look.upstream() + " can't be reached: connecting took too long.");
    }
    return Outcome.Failed.because(look, reason(look, failure));
  }

  private static String reason(Look look, IOException failure) {
    String host = look.url().getHost();
    return switch (failure) {
      case ConnectException e when isUnknownHost(e) -> unknown(host);
      case UnknownHostException _ -> unknown(host);
      case ConnectException _ -> "can't be reached: the connection was refused";
      case SSLException e -> "can't be trusted: " + tls(e);
      case ZipException _ -> "sent a page whose gzip encoding is broken";
      case EOFException _ -> "broke off in the middle of a page";
      default -> other(failure);
    };
  }

  /** The HTTP client wraps it. */
  static boolean isUnknownHost(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static String unknown(String host) {
    return "can't be reached: no address is known for '%s'".formatted(host);
  }

  private static String tls(SSLException failure) {
    String message = line(failure);
    if (message.contains("PKIX path building failed") || message.contains("trustAnchors")) {
      return "its certificate is signed by nobody whom this machine trusts";
    }
    if (message.contains("No subject alternative") || message.contains("No name matching")) {
      return "its certificate is for another host";
    }
    return "TLS failed (%s)".formatted(message);
  }

  private static String other(IOException failure) {
    String message = line(failure);
    if (message.contains("received no bytes") || message.contains("Connection reset")) {
      return "closed the connection without an answer";
    }
    if (message.contains("EOF")
        || message.contains("bytes received")
        || message.contains("closed")) {
      return "broke off in the middle of an answer";
    }
    return "can't be read: " + message;
  }

  private static String line(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }
}
