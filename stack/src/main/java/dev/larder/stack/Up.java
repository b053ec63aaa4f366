package dev.larder.stack;

import dev.larder.stack.configuration.Configuration;
import dev.larder.stack.console.Console;
import dev.larder.stack.console.Refusal;
import dev.larder.stack.folder.ConnectionFile;
import dev.larder.stack.folder.DataFolder;
import dev.larder.stack.folder.InstanceLock;
import dev.larder.stack.health.HealthServer;
import dev.larder.stack.part.Installation;
import dev.larder.stack.part.Part;
import dev.larder.stack.part.Ports;
import dev.larder.stack.part.Stack;
import dev.larder.stack.rehearsal.Rehearsal;
import dev.larder.stack.supervision.Disk;
import dev.larder.stack.supervision.Identity;
import dev.larder.stack.supervision.Leftovers;
import dev.larder.stack.supervision.Restarts;
import dev.larder.stack.supervision.RunFiles;
import dev.larder.stack.supervision.Supervisor;
import dev.larder.stack.tls.TlsFiles;
import dev.larder.stack.unpack.Programs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One life of a Larder on this machine, from the first check to the end of its last process. */
final class Up {
  private static final Duration SETTLED = Duration.ofSeconds(15);

  private final DataFolder data;
  private final Configuration configuration;
  private final Installation installation;
  private final Map<String, String> environment;
  private final Connections connections;
  private final RunFiles run;

  Up(
      DataFolder data,
      Configuration configuration,
      Installation installation,
      Map<String, String> environment) {
    this.data = data;
    this.configuration = configuration;
    this.installation = installation;
    this.environment = Map.copyOf(environment);
    this.connections = new Connections(configuration.server());
    this.run = new RunFiles(data.run());
  }

  /**
   * Starts everything and returns when all of it has ended.
   *
   * @param result where the ready line goes, if anywhere but the console
   * @return the exit code
   * @throws Refusal if it can't be started
   */
  int run(Console console, Optional<PrintStream> result) throws IOException {
    Instant begun = Instant.now();
    Signals signals = Signals.listen();
    installation
        .missing(Stack.SERVICES)
        .ifPresent(
            path -> {
              throw new Refusal("%s is not built; run 'mvn package -DskipTests'".formatted(path));
            });
    Optional<InstanceLock> lock = InstanceLock.take(data);
    if (lock.isEmpty()) {
      String who =
          run.stack().map(mark -> " (%s, pid %d)".formatted(mark.address(), mark.pid())).orElse("");
      throw new Refusal(
          "the data folder %s is in use by another Larder%s; end that with 'larder down --data %s', or"
                  .formatted(data.root(), who, data.root())
              + " choose another with --data");
    }
    try (InstanceLock held = lock.get()) {
      Upstreams upstreams =
          new Upstreams(
              data, configuration.pypi().upstreams(), environment, connections.local(), console);
      Stack stack =
          new Stack(
              data,
              Programs.ofUser(environment),
              installation,
              console,
              configuration,
              Ports.choose(Stack.NAMES, new SecureRandom()),
              upstreams.text(),
              upstreams.trustStore());
      List<Part> parts = stack.parts();
      new Leftovers(run, console).end();
      configuration.server().tls().ifPresent(TlsFiles::check);
      Ports.requireFree(configuration.server().host(), configuration.server().port());
      upstreams.check();
      Identity self =
          Identity.of(ProcessHandle.current().pid())
              .orElseThrow(() -> new Refusal("/proc is missing; it is needed to watch the parts"));
      run.stack(new RunFiles.StackMark(self.pid(), self.start(), connections.shown(), false));
      return live(console, result, stack, parts, upstreams, self, signals, begun);
    }
  }

  private int live(
      Console console,
      Optional<PrintStream> result,
      Stack stack,
      List<Part> parts,
      Upstreams upstreams,
      Identity self,
      Signals signals,
      Instant begun)
      throws IOException {
    ConnectionFile connection = ConnectionFile.ofUser(environment);
    Restarts restarts = new Restarts(begun);
    Supervisor supervisor = new Supervisor(parts, data, console, restarts);
    Rehearsal rehearsal = new Rehearsal(stack.caches(), data.log("rehearsal"));
    try (HealthServer health =
        HealthServer.start(
            stack.ports().get("stack"), stack.serviceSecret(), restarts, new Disk(data.root()))) {
      console.say("Larder starts; its data: " + data.root());
      upstreams.decide();
      supervisor.start();
      supervisor
          .readiness("index-service")
          .thenRunAsync(() -> upstreams.settle(stack::presentSources), Thread::startVirtualThread);
      CompletableFuture<Void> ready = supervisor.outcome();
      CompletableFuture.anyOf(ready, signals.ended()).join();
      if (!signals.ended().isDone()) {
        connections.write(connection, stack.adminSecret(), data.root());
        String line = Detached.readyLine(connections.shown());
        console.say(
            "All parts ready after %s"
                .formatted(
                    String.format(
                        Locale.ROOT,
                        "%.1f s",
                        Duration.between(begun, Instant.now()).toMillis() / 1000.0)));
        result.ifPresentOrElse(out -> out.println(line), () -> console.say(line));
        run.stack(new RunFiles.StackMark(self.pid(), self.start(), connections.shown(), true));
        Thread.ofVirtual()
            .name("rehearsal")
            .start(() -> rehearse(stack, parts, rehearsal, signals));
        signals.ended().join();
      }
      return 0;
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    } finally {
      console.say("Larder ends");
      rehearsal.cancel();
      // Whatever else fails, no process is left behind.
      supervisor.stop();
      run.stackEnded();
      connections.remove(connection, stack.adminSecret());
      console.say("Larder has ended");
    }
  }

  private static void rehearse(
      Stack stack, List<Part> parts, Rehearsal rehearsal, Signals signals) {
    try {
      // Not before the users of a fresh start have had their first answers.
      signals.ended().get(SETTLED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      rehearsal.run(stack.pieces(parts));
    } catch (ExecutionException e) {
      // Signals never fail.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the trust store of a start lies. */
  static Path trustStore(DataFolder data) {
    return data.run().resolve("truststore.p12");
  }
}
