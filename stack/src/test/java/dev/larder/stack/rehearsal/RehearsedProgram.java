package dev.larder.stack.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** What the test rehearses: it listens, until it is ended. */
public final class RehearsedProgram {
  private RehearsedProgram() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv("LARDER_PORT"));
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      while (true) {
        server.accept().close();
      }
    }
  }
}
