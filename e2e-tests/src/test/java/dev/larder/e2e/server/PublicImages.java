package dev.larder.e2e.server;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Skip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The images of others that {@code Dockerfile} and {@code docker-compose.yml} name. */
final class PublicImages {
  /** Those that are made here have no version. */
  private static final Pattern NAME =
      Pattern.compile("(?m)^(?:FROM| *image:) +([a-z0-9./-]+:[A-Za-z0-9._-]+)");

  private PublicImages() {}

  /**
   * Has them all; the test is skipped, naming one, if it is neither here nor can be pulled, unless
   * {@code LARDER_STAND_INS=1} asks for stand-ins.
   */
  static void orSkip() {
    for (String image : names()) {
      if (!isHere(image) && !Docker.run("pull", "--quiet", image).succeeded()) {
        if (!"1".equals(System.getenv("LARDER_STAND_INS"))) {
          Skip.because(
              "image %s is neither here nor can it be pulled; LARDER_STAND_INS=1 builds a stand-in"
                  .formatted(image));
        }
        makeStandIns();
      }
    }
  }

  private static SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (String file : List.of("Dockerfile", "docker-compose.yml")) {
      try {
        NAME.matcher(Files.readString(Checkout.root().resolve(file)))
            .results()
            .forEach(match -> names.add(match.group(1)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  private static boolean isHere(String image) {
    return Docker.run("image", "inspect", "--format={{.Id}}", image).succeeded();
  }

  private static void makeStandIns() {
    Path make = Checkout.root().resolve("e2e-tests/images/make");
    Finished made =
        Program.asOnThisMachine(List.of(make.toString()))
            .with("JAVA_HOME", System.getProperty("java.home"))
            .within(Duration.ofMinutes(15))
            .run();
    if (!made.succeeded()) {
      throw new AssertionError("stand-ins: " + made);
    }
    System.out.print(made.out());
  }
}
