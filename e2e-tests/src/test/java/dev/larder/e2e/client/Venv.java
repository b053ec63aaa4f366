package dev.larder.e2e.client;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.larder.e2e.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A virtual environment with one client in it, made by {@code pip install -r
 * e2e-tests/clients/CLIENT.txt} and kept under {@code target/clients} for later runs. One of them
 * installs the others, which saves each a pip of its own.
 */
public final class Venv {
  private static final String WITH_PIP = "pip-26.3";
  private static final Map<String, String> UNAVAILABLE = new HashMap<>();
  private final Path folder;

  private Venv(Path folder) {
    this.folder = folder;
  }

  /**
   * The environment of a client such as {@code pip-26.3}; the test is skipped if it can't be had.
   */
  public static synchronized Venv of(String client) {
    if (UNAVAILABLE.containsKey(client)) {
      return abort(UNAVAILABLE.get(client));
    }
    Path folder = Checkout.target("clients").resolve(client);
    Path requirements = Checkout.root().resolve("e2e-tests/clients").resolve(client + ".txt");
    Path complete = folder.resolve("complete");
    try {
      String wanted = Files.readString(requirements);
      if (!Files.exists(complete) || !Files.readString(complete).equals(wanted)) {
        make(client, folder, requirements);
        Files.writeString(complete, wanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Venv(folder);
  }

  private static void make(String client, Path folder, Path requirements) {
    List<String> install = List.of("install", "--quiet", "--no-compile", "-r");
    if (client.equals(WITH_PIP)) {
      run(client, List.of("python3", "-m", "venv", "--clear", folder.toString()));
      run(client, words(List.of(folder + "/bin/pip"), install, requirements));
    } else {
      run(client, List.of("python3", "-m", "venv", "--clear", "--without-pip", folder.toString()));
      List<String> pip = List.of(of(WITH_PIP).bin("pip"), "--python", folder + "/bin/python");
      run(client, words(pip, install, requirements));
    }
  }

  private static List<String> words(List<String> pip, List<String> install, Path requirements) {
    return Stream.of(pip, install, List.of(requirements.toString())).flatMap(List::stream).toList();
  }

  private static void run(String client, List<String> command) {
    Finished finished = Program.asOnThisMachine(command).within(Duration.ofMinutes(5)).run();
    if (!finished.succeeded()) {
      String reason = "SKIPPED: the client " + client + " can't be had: " + finished.words();
      System.err.println(reason);
      UNAVAILABLE.put(client, reason);
      abort(reason);
    }
  }

  public String python() {
    return bin("python");
  }

  public String bin(String program) {
    return folder.resolve("bin").resolve(program).toString();
  }
}
