package dev.larder.outbound;

import javax.net.ssl.SSLException;

/** Why TLS with an upstream came to nothing. */
public final class TlsFailure {
  private TlsFailure() {}

  /**
   * In words, of the upstream, and what helps: the end of a sentence that says it can't be used.
   */
  public static String words(SSLException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("PKIX path building failed") || message.contains("trustAnchors")) {
      return "its certificate is signed by nobody whom this machine trusts; if it should be, give"
          + " its authority by --ca-file for the source";
    }
    if (message.contains("not verified")) {
      return "its certificate is for another host";
    }
    if (message.contains("certificate_required") || message.contains("bad_certificate")) {
      return "it asks for another client certificate; give one by --client-cert for the source";
    }
    return "TLS failed";
  }
}
