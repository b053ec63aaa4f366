package dev.larder.e2e.server;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The {@code larder} command as {@code ./larder} starts it, with what Java keeps of its classes
 * (JEP 514).
 */
final class Command {
  private static final List<String> QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
  private static final Path KEPT = keep();

  private Command() {}

  /** What runs it with these arguments. */
  static List<String> of(String... args) {
    return words(List.of("-XX:AOTCache=" + KEPT, "-Xlog:disable", "-jar", jar()), List.of(args));
  }

  private static Path keep() {
    Path kept = Checkout.emptyTarget("command").resolve("aot");
    Finished finished =
        Program.asOnThisMachine(
                words(
                    List.of("-XX:AOTCacheOutput=" + kept),
                    List.of("-cp", jar(), "dev.larder.cli.rehearsal.Rehearsal")))
            .run();
    if (!finished.succeeded()) {
      throw new AssertionError(finished.toString());
    }
    return kept;
  }

  private static String jar() {
    return Checkout.app("cli").toString();
  }

  private static List<String> words(List<String> options, List<String> rest) {
    return Stream.of(List.of(Checkout.java()), QUICK, options, rest).flatMap(List::stream).toList();
  }
}
