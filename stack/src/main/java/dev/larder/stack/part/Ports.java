package dev.larder.stack.part;

import dev.larder.stack.console.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which ports are free. */
public final class Ports {
  /**
   * Below the kernel's range for outgoing connections, so that nobody's connection takes the port
   * of a part that is being started again.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 2_000;

  private Ports() {}

  /** One free port of the loopback address for each name, no two the same. */
  public static Map<String, Integer> choose(Iterable<String> names, RandomGenerator random) {
    Map<String, Integer> chosen = new LinkedHashMap<>();
    for (String name : names) {
      chosen.put(name, free(chosen, random));
    }
    return chosen;
  }

  private static int free(Map<String, Integer> taken, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(FIRST, LAST);
      if (!taken.containsValue(port) && isFree(InetAddress.getLoopbackAddress(), port)) {
        return port;
      }
    }
    throw new Refusal(
        "no free port between %d and %d on the loopback address".formatted(FIRST, LAST));
  }

  /**
   * Refuses unless a server could listen there.
   *
   * @throws Refusal if the port is taken, or the address is not this machine's
   */
  public static void requireFree(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new Refusal(
          "'%s' is no address of this machine; choose another with --host".formatted(host));
    }
    if (!isFree(address.getAddress(), port)) {
      try (ServerSocket any = new ServerSocket()) {
        any.bind(new InetSocketAddress(host, 0));
      } catch (IOException e) {
        throw new Refusal(
            "'%s' is no address of this machine; choose another with --host".formatted(host));
      }
      throw new Refusal(
          "port %d of %s is taken by another program; choose another with --port"
              .formatted(port, host));
    }
  }

  private static boolean isFree(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
