package dev.larder.sync.upstream;

import dev.larder.outbound.BusyException;
import dev.larder.outbound.InsideAddressException;
import dev.larder.outbound.TlsFailure;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Says in words why there was no answer, or only half of one. */
public final class Causes {
  static final String PROXY_WANTS_PASSWORD =
      "can't be reached: the proxy asks for another user and password";

  private Causes() {}

  static Outcome.Failed outcome(Look look, IOException failure) {
    if (failure instanceof SocketTimeoutException) {
      return Outcome.Failed.silent(504, look, words(failure));
    }
    if (failure instanceof BusyException busy) {
      return Outcome.Failed.passing(look, busy.getMessage(), busy.retryAfter());
    }
    return failure instanceof InsideAddressException
        ? Outcome.Failed.because(look, reason(failure))
        : Outcome.Failed.silent(502, look, reason(failure));
  }

  /** Why there was no answer: a sentence without its subject and its end. */
  public static String words(IOException failure) {
    return switch (failure) {
      case BusyException busy -> busy.getMessage();
      case SocketTimeoutException _ -> "can't be reached: connecting took too long";
      default -> reason(failure);
    };
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case InsideAddressException e -> e.getMessage();
      case UnknownHostException e ->
          "can't be reached: no address is known for '%s'".formatted(unknown(e));
      case ConnectException _ -> "can't be reached: the connection was refused";
      case SSLException e -> "can't be trusted: " + TlsFailure.words(e);
      case ZipException _ -> "sent a page whose gzip encoding is broken";
      case EOFException _ -> "broke off in the middle of a page";
      default -> other(failure);
    };
  }

  /** The host, perhaps the proxy's. */
  private static String unknown(UnknownHostException failure) {
    return line(failure).replaceAll(":.*", "");
  }

  private static String other(IOException failure) {
    String message = line(failure);
    if (message.startsWith("Failed to authenticate with proxy")) {
      return PROXY_WANTS_PASSWORD;
    }
    if (message.startsWith("Unexpected response code for CONNECT")) {
      return "can't be reached: the proxy refuses to connect to it";
    }
    if (message.startsWith("unexpected end of stream on ") || message.contains("reset")) {
      return "closed the connection without an answer";
    }
    if (message.contains("unexpected end of stream") || message.contains("closed")) {
      return "broke off in the middle of an answer";
    }
    return failure instanceof ProtocolException
        ? "speaks no HTTP that can be read"
        : "can't be read: the connection failed";
  }

  private static String line(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }
}
