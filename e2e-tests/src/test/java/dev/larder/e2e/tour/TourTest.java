package dev.larder.e2e.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.Finished;
import dev.larder.e2e.client.Program;
import dev.larder.e2e.client.Venv;
import dev.larder.e2e.server.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The README's tour does what it says: the {@code sh} blocks between {@code <!-- tour -->} and
 * {@code <!-- /tour -->}, in their order, in one shell that ends at the first command that fails.
 *
 * <p>Three things differ from what a reader types. The port 4242 is replaced by a free one. {@code
 * ./larder} is a script that adds {@code --port}, has {@code LARDER_ADDRESS} for the other
 * commands, and gives {@code up} the pip settings of this machine ({@code PIP_*}), from which it
 * finds its upstream where PyPI can't be reached; the clients of the tour don't get them. The
 * folders of the user ({@code HOME}, {@code XDG_DATA_HOME}, {@code XDG_CONFIG_HOME}), under which
 * data and connection files lie, are new ones.
 */
@Order(100)
class TourTest {
  private static final Pattern TOUR = Pattern.compile("(?s)<!-- tour -->(.*?)<!-- /tour -->");
  private static final Pattern BLOCK = Pattern.compile("(?sm)^```sh\\n(.*?)^```");
  private final int port = Ports.free();
  private Path folder;

  @BeforeEach
  void makeTheCommand() throws IOException {
    Venv.of("twine-7.0.0"); // where no client can be had, the tour has no packages either
    folder = Checkout.emptyTarget("tour");
    Files.createDirectories(folder.resolve("home"));
    String settings =
        System.getenv().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("PIP_"))
            .map(entry -> "export %s='%s'\n".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    Path larder =
        Files.writeString(
            folder.resolve("larder"),
            """
            #!/bin/sh
            case "$1" in
              up) unset PIP_CONFIG_FILE; %5$sshift; XDG_CACHE_HOME='%6$s' exec '%1$s' -jar '%2$s' up --port %4$d "$@" ;;
              down|logs) exec '%1$s' -jar '%2$s' "$@" ;;
              *) exec '%1$s' -jar '%3$s' "$@" ;;
            esac
            """
                .formatted(
                    Checkout.java(),
                    Checkout.app("stack"),
                    Checkout.app("cli"),
                    port,
                    settings.isEmpty() ? "" : settings.replace("\n", "; "),
                    Checkout.serverCache()));
    Files.setPosixFilePermissions(larder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void stop() {
    if (folder != null) {
      run("./larder down || true");
    }
  }

  @Test
  void everyCommandOfTheTourWorks() throws IOException {
    Finished tour = run(script());

    assertThat(tour.succeeded()).as("%s", tour).isTrue();
    assertThat(tour.out()).contains("hello from the larder");
    assertThat(tour.out()).contains("the tour");
  }

  private Finished run(String script) {
    return Program.isolated(folder.resolve("home"), List.of("bash", "-euc", script))
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("XDG_DATA_HOME", folder.resolve("home/data").toString())
        .with("XDG_CONFIG_HOME", folder.resolve("home/config").toString())
        .with("LARDER_ADDRESS", "http://localhost:" + port)
        .with("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        .in(folder)
        .within(Duration.ofMinutes(6))
        .run();
  }

  private String script() throws IOException {
    String readme = Files.readString(Checkout.root().resolve("README.md"));
    String tour =
        TOUR.matcher(readme).results().map(match -> match.group(1)).collect(Collectors.joining());
    List<MatchResult> blocks = BLOCK.matcher(tour).results().toList();
    assertThat(blocks).as("blocks of the tour").isNotEmpty();
    return blocks.stream()
        .map(block -> block.group(1).replace("4242", String.valueOf(port)))
        .collect(Collectors.joining("\n"));
  }
}
