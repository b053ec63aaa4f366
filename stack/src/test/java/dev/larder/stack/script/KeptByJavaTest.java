package dev.larder.stack.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Java keeps of the command's classes, so that it starts quickly. */
class KeptByJavaTest extends WithACheckout {
  private static final String KEEPING_JAVA =
      """
      for word in "$@"; do
        case $word in -XX:AOTCacheOutput=*) echo kept > "${word#*=}" ;; esac
      done
      echo java "$@"
      """;

  @Test
  void whatJavaKeepsOfTheCommandIsMadeInTheBackgroundAndUsedFromThenOn() throws Exception {
    tool("jdk/bin/java", KEEPING_JAVA);
    cache = folder.resolve("cache");

    assertThat(larder("status").text()).contains("cli.jar status").doesNotContain("AOTCache");
    Path kept = awaitKept(Instant.EPOCH);

    assertThat(larder("status").text()).contains("-XX:AOTCache=" + kept + " ");
  }

  @Test
  void whatJavaKeptOfAFormerBuildIsNotUsedButMadeAnew() throws Exception {
    tool("jdk/bin/java", KEEPING_JAVA);
    cache = folder.resolve("cache");
    larder("status");
    Instant former = Instant.now().minusSeconds(7200);
    Files.setLastModifiedTime(awaitKept(Instant.EPOCH), FileTime.from(former));

    assertThat(larder("status").text()).contains("cli.jar status").doesNotContain("AOTCache");

    awaitKept(former.plusSeconds(1));
  }

  /** The one file that the background left, made after {@code from}. */
  private Path awaitKept(Instant from) throws Exception {
    Path commands = cache.resolve("larder/cli");
    Instant deadline = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(deadline)) {
      List<Path> files = Files.isDirectory(commands) ? files(commands) : List.of();
      if (files.size() == 1
          && files.getFirst().toString().endsWith(".aot")
          && Files.getLastModifiedTime(files.getFirst()).toInstant().isAfter(from)) {
        return files.getFirst();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nothing was kept in " + commands);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
