package dev.larder.stack.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.stack.part.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A checkout of two modules, with a Java and a Maven that only tell. */
abstract class WithACheckout {
  @TempDir Path folder;

  /** No folder, so nothing can be kept in it. */
  Path cache = Path.of("/dev/null");

  Path checkout;
  private Path mavenRuns;

  @BeforeEach
  void aCheckout() throws IOException {
    checkout = folder.resolve("check out");
    mavenRuns = folder.resolve("maven-runs");
    for (String module : List.of("cli", "stack")) {
      Files.createDirectories(checkout.resolve(module + "/src/main/java"));
      Files.writeString(checkout.resolve(module + "/pom.xml"), "<project/>");
      Files.writeString(checkout.resolve(module + "/src/main/java/A.java"), "class A {}");
    }
    Files.createDirectories(checkout.resolve(".mvn"));
    Files.createDirectories(checkout.resolve("build/kind"));
    Files.writeString(checkout.resolve("build/kind/pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.copy(Installation.here().root().resolve("larder"), checkout.resolve("larder"));
    executable(checkout.resolve("larder"));
    jdk("25.0.1");
    tool("jdk/bin/java", "echo java \"$@\"; exit 7");
    tool(
        "bin/mvn",
        """
        echo "$*" >> "%s"
        for module in cli stack; do
          echo "[INFO] Building Larder: $module 0.1.0-SNAPSHOT      [1/2]"
          mkdir -p $module/target/app
          echo jar > $module/target/app/$module.jar
        done
        [ ! -e "%s" ] || . "%s"
        """
            .formatted(mavenRuns, folder.resolve("more"), folder.resolve("more")));
  }

  void jdk(String version) throws IOException {
    tool("jdk/bin/javac", "");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
  }

  void tool(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    executable(file);
  }

  static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  List<String> runs() throws IOException {
    return Files.readAllLines(mavenRuns);
  }

  record Answer(int status, String text) {}

  Answer larder(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("larder").toString()));
    command.addAll(List.of(arguments));
    return run(folder, command);
  }

  Answer run(Path from, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(from.toFile());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }
}
