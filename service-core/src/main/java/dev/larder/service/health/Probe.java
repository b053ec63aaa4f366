package dev.larder.service.health;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Asks a service how it is and says so by its exit code, as Docker's health checks want it: {@code
 * java -cp probe.jar dev.larder.service.health.Probe [PATH [HOST]]}. It is a program of its own
 * that loads next to nothing, since it runs every few seconds.
 */
public final class Probe {
  private static final int WELL = 0;
  private static final int UNWELL = 1;
  private static final int PATIENCE = 4_000;
  private static final int SUCCESS = 2;
  private static final int HUNDRED = 100;

  /** As long as {@code HTTP/1.1 200}, which is all that is read. */
  private static final int START = 12;

  private Probe() {}

  public static void main(String[] args) {
    System.exit(run(System.getenv(), System.out, args));
  }

  /**
   * Prints the status, or what was in the way of one.
   *
   * @param environment {@code LARDER_PORT} is asked, by TLS where {@code LARDER_SERVER_TLS_CERT}
   *     says that the service speaks it
   * @param args the path, {@code /health} without one, and the host, else this machine
   * @return 0 for a status of 200 to 299, 1 for any other and for none
   */
  static int run(Map<String, String> environment, PrintStream out, String... args) {
    String path = args.length > 0 ? args[0] : "/health";
    try {
      InetAddress host =
          args.length > 1 ? InetAddress.getByName(args[1]) : InetAddress.getLoopbackAddress();
      int port = Integer.parseInt(environment.getOrDefault("LARDER_PORT", "").strip());
      boolean encrypted = !environment.getOrDefault("LARDER_SERVER_TLS_CERT", "").isBlank();
      int status = ask(new InetSocketAddress(host, port), encrypted, path);
      out.println(status);
      return status / HUNDRED == SUCCESS ? WELL : UNWELL;
    } catch (IOException | GeneralSecurityException | NumberFormatException e) {
      out.println("no answer: " + e);
      return UNWELL;
    }
  }

  private static int ask(InetSocketAddress address, boolean encrypted, String path)
      throws IOException, GeneralSecurityException {
    try (Socket plain = new Socket()) {
      plain.connect(address, PATIENCE);
      plain.setSoTimeout(PATIENCE);
      try (Socket socket = encrypted ? encrypt(plain, address) : plain) {
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .formatted(path)
                    .getBytes(StandardCharsets.US_ASCII));
        return status(
            new String(socket.getInputStream().readNBytes(START), StandardCharsets.US_ASCII));
      }
    }
  }

  /** Whoever answers is believed: nothing secret is sent, and a certificate isn't made for here. */
  private static SSLSocket encrypt(Socket plain, InetSocketAddress address)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    return (SSLSocket)
        context
            .getSocketFactory()
            .createSocket(plain, address.getHostString(), address.getPort(), true);
  }

  private static int status(String start) throws IOException {
    if (!start.matches("HTTP/1[.][01] [1-5][0-9]{2}")) {
      throw new IOException("this is no HTTP: " + start.strip());
    }
    return Integer.parseInt(start.substring(start.indexOf(' ') + 1));
  }
}
