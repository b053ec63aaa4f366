package dev.larder.e2e.trust;

import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A network namespace that reaches this one by a pair of virtual interfaces and knows it by a name.
 * It is gone with the process that holds it.
 */
final class OtherMachine implements AutoCloseable {
  /** What it calls this machine. */
  static final String HOST = "packages.larder.test";

  private final Process holder;
  private final String address;

  private OtherMachine(Process holder, String address) {
    this.holder = holder;
    this.address = address;
  }

  /** Makes one; the test is skipped, saying why, where that can't be done. */
  static OtherMachine start(Path folder) {
    // of the block for measurements between networks (RFC 2544)
    String net = "198.18.%d.".formatted(ThreadLocalRandom.current().nextInt(256));
    try {
      Path hosts = folder.resolve("hosts");
      Files.writeString(hosts, "127.0.0.1 localhost\n" + net + "1 " + HOST + "\n");
      Path ready = folder.resolve("namespace-is-made");
      Process holder =
          new ProcessBuilder(
                  "unshare",
                  "--net",
                  "--mount",
                  "sh",
                  "-c",
                  "mount --bind \"$0\" /etc/hosts && ip link set lo up && : > \"$1\" && exec sleep infinity",
                  hosts.toString(),
                  ready.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("namespace.log").toFile())
              .start();
      OtherMachine machine = new OtherMachine(holder, net + "1");
      try {
        while (!Files.exists(ready)) {
          if (!holder.isAlive()) {
            skip(Files.readString(folder.resolve("namespace.log")).strip());
          }
          Thread.onSpinWait();
        }
        machine.connect(net);
        return machine;
      } catch (RuntimeException | Error e) {
        machine.close();
        throw e;
      }
    } catch (IOException e) {
      return skip(e.getMessage());
    }
  }

  private void connect(String net) {
    String here = "lrd" + holder.pid();
    String there = "lrp" + holder.pid();
    on("ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", pid());
    on("ip", "address", "add", net + "1/30", "dev", here);
    on("ip", "link", "set", here, "up");
    on(inside("ip", "address", "add", net + "2/30", "dev", there));
    on(inside("ip", "link", "set", there, "up"));
  }

  private static void on(String... command) {
    Finished finished = Program.asOnThisMachine(List.of(command)).run();
    if (!finished.succeeded()) {
      skip(String.join(" ", command) + ": " + finished.words());
    }
  }

  private static OtherMachine skip(String why) {
    return Skip.because("no network namespace can be made here: " + why);
  }

  /** This machine's address, as that one sees it. */
  String address() {
    return address;
  }

  /** A command that runs there, with the same files. */
  String[] inside(String... command) {
    return Stream.concat(
            Stream.of("nsenter", "--target", pid(), "--net", "--mount"), Stream.of(command))
        .toArray(String[]::new);
  }

  private String pid() {
    return "" + holder.pid();
  }

  @Override
  public void close() {
    holder.destroyForcibly();
    try {
      holder.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
