package dev.larder.stack.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./larder} on a checkout of two modules, with a Java and a Maven that only tell. */
class ScriptTest extends WithACheckout {
  @Test
  void anUnknownWordBuildsAndGoesToTheCommandWithItsArguments() throws Exception {
    Answer answer = larder("create", "token", "--description=two words");

    assertThat(answer.status()).isEqualTo(7);
    assertThat(answer.text())
        .contains("cli/target/app/cli.jar create token --description=two words")
        .contains("1 of 2  cli");
    assertThat(runs()).hasSize(1);
    assertThat(runs().getFirst()).contains("package");
  }

  @Test
  void upGoesToTheStack() throws Exception {
    assertThat(larder("up", "--port", "4243").text())
        .contains("stack/target/app/stack.jar up --port 4243");
  }

  @Test
  void optionsMayStandBeforeTheWord() throws Exception {
    assertThat(larder("-a", "http://localhost:4300", "--data", "x y", "down").text())
        .contains("stack/target/app/stack.jar down -a http://localhost:4300 --data x y");
    assertThat(larder("-v", "-o", "json", "list", "repos").text())
        .contains("cli/target/app/cli.jar -v -o json list repos");
    assertThat(larder("--help").text()).contains("cli/target/app/cli.jar --help");
  }

  @Test
  void helpOfAWordOfTheStackIsItsOwnAndOfOthersTheCommands() throws Exception {
    assertThat(larder("help", "up").text()).contains("stack/target/app/stack.jar up --help");
    assertThat(larder("help", "list").text()).contains("cli/target/app/cli.jar help list");
  }

  @Test
  void nothingIsBuiltTwiceAndAChangedSourceOrADeletedOneIs() throws Exception {
    larder("build");
    backdate();
    larder("build");
    assertThat(runs()).hasSize(1);

    Files.writeString(checkout.resolve("cli/src/main/java/A.java"), "class A { int a; }");
    larder("build");
    assertThat(runs()).hasSize(2);

    backdate();
    Files.delete(checkout.resolve("stack/src/main/java/A.java"));
    larder("build");
    assertThat(runs()).hasSize(3);

    backdate();
    Files.writeString(checkout.resolve("build/kind/pom.xml"), "<project></project>");
    larder("build");
    assertThat(runs()).hasSize(4);
  }

  @Test
  void downAndLogsLeaveWhatRunsAsItWasBuilt() throws Exception {
    larder("build");
    Files.writeString(checkout.resolve("cli/src/main/java/A.java"), "class A { int a; }");

    larder("down");
    larder("logs", "gateway");

    assertThat(runs()).hasSize(1);
  }

  @Test
  void aBuildThatFailsSaysWhyAndIsTriedAgain() throws Exception {
    Files.writeString(folder.resolve("more"), "echo '[ERROR] A.java: no such thing'; exit 1");

    Answer answer = larder("status");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.text()).contains("no such thing").contains("larder-build.log");
    Files.delete(folder.resolve("more"));
    assertThat(larder("status").status()).isEqualTo(7);
  }

  @Test
  void itIsFoundThroughALinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("larder-link"), checkout.resolve("larder"));

    assertThat(run(folder, List.of(link.toString(), "status")).text())
        .contains(checkout.resolve("cli/target/app/cli.jar") + " status");
  }

  @Test
  void theClosingLineCountsTheTestsOfThisRunOverAllModules() throws Exception {
    report("cli", "Stale", 9, 9, 0, 0);
    Files.setLastModifiedTime(
        checkout.resolve("cli/target/surefire-reports/TEST-Stale.xml"),
        FileTime.from(Instant.now().minusSeconds(3600)));
    whenTested(
        """
        mkdir -p cli/target/surefire-reports stack/target/surefire-reports
        echo '<testsuite xmlns:xsi="x" name="A" time="1.5" tests="5" errors="0" skipped="1" failures="0"><testcase name="tests=&quot;7&quot;"/></testsuite>' > cli/target/surefire-reports/TEST-A.xml
        echo '<testsuite name="B" tests="2" errors="0" skipped="0" failures="0"></testsuite>' > stack/target/surefire-reports/TEST-B.xml
        """);

    Answer answer = larder("test");

    assertThat(answer.text().strip()).endsWith("\n6 passed, 0 failed, 1 skipped");
    assertThat(answer.status()).isZero();
    assertThat(runs().getLast()).contains("verify");
  }

  /** What Maven does more when it is to run tests, and not only to build. */
  private void whenTested(String script) throws IOException {
    Files.writeString(
        folder.resolve("more"), "case \"$*\" in *verify*) ;; *) return 0 ;; esac\n" + script);
  }

  @Test
  void aFailureOrAnErrorIsCountedAndTold() throws Exception {
    whenTested(
        """
        mkdir -p cli/target/surefire-reports
        echo '<testsuite name="A" tests="5" errors="1" skipped="0" failures="2">' > cli/target/surefire-reports/TEST-A.xml
        exit 1
        """);

    Answer answer = larder("test");

    assertThat(answer.text().strip()).endsWith("\n2 passed, 3 failed, 0 skipped");
    assertThat(answer.status()).isEqualTo(1);
  }

  @Test
  void aRunWithoutATestIsNoSuccess() throws Exception {
    Answer answer = larder("test");

    assertThat(answer.text().strip()).endsWith("\n0 passed, 0 failed, 0 skipped");
    assertThat(answer.status()).isEqualTo(1);
  }

  @Test
  void oneModuleIsTestedByItsNameAndAnUnknownOneRefused() throws Exception {
    larder("test", "cli");
    assertThat(runs().getLast()).contains("-pl cli");

    Answer answer = larder("test", "nonsense");
    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.text()).contains("no module 'nonsense'").contains("cli stack");
  }

  @Test
  void anOldJavaHomeIsPassedOverForANewerJava() throws Exception {
    jdk("17.0.2");
    tool("newer/bin/java", "echo newer \"$@\"");
    tool("newer/bin/javac", "");
    Files.writeString(folder.resolve("newer/release"), "JAVA_VERSION=\"26\"\n");
    Files.createSymbolicLink(
        folder.resolve("bin/java"), folder.resolve("newer/bin/java").toRealPath());

    assertThat(larder("status").text()).contains("newer ").contains("cli.jar status");
  }

  @Test
  void aBenchmarkIsRunByItsNameAndTheOthersAreNamed() throws Exception {
    tool("check out/benchmarks/start", "echo started \"$@\"");

    assertThat(larder("bench", "start", "now").text()).contains("started now");
    assertThat(larder("bench", "nonsense").text()).contains("which benchmark: start");
  }

  /** As if the last build were an hour ago, and every source older still. */
  private void backdate() throws IOException {
    FileTime old = FileTime.from(Instant.now().minusSeconds(7200));
    try (var files = Files.walk(checkout)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setLastModifiedTime(file, old);
      }
    }
    Files.setLastModifiedTime(
        checkout.resolve("target/larder.stamp"), FileTime.from(Instant.now().minusSeconds(3600)));
  }

  private void report(String module, String name, int tests, int failures, int errors, int skipped)
      throws IOException {
    Path reports = Files.createDirectories(checkout.resolve(module + "/target/surefire-reports"));
    Files.writeString(
        reports.resolve("TEST-" + name + ".xml"),
        "<testsuite name=\"%s\" tests=\"%d\" errors=\"%d\" skipped=\"%d\" failures=\"%d\"/>"
            .formatted(name, tests, errors, skipped, failures));
  }
}
