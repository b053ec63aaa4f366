package dev.larder.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.larder.cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, read by the very shells that they are for. */
class CompletionTest {
  private static final String ASKING_BASH =
      """
      source "$1"
      shift
      compopt() { :; } # works only while a person completes
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
      _complete_larder
      printf '%s\n' "${COMPREPLY[@]% }"
      """;

  @TempDir private Path folder;

  @Test
  void bashOffersTheWordsAndTheOptions() throws Exception {
    assertThat(bash("larder", "")).contains("create", "list", "add", "url", "completion");
    assertThat(bash("larder", "list", "")).contains("repos", "sources", "packages", "tokens");
    assertThat(bash("larder", "list", "pa")).containsExactly("packages");
    assertThat(bash("larder", "edit", "project", "--st")).containsExactly("--status");
    assertThat(bash("larder", "edit", "project", "--status", ""))
        .containsExactlyInAnyOrder("active", "archived", "quarantined", "deprecated");
  }

  @Test
  void bashIsTheDefault() {
    assertThat(Ran.larder(Map.of(), "completion").out()).isEqualTo(script("bash"));
  }

  @Test
  void fishOffersTheWordsAndTheOptions() throws Exception {
    assertThat(fish("larder ")).contains("create", "list", "add", "url", "completion");
    assertThat(fish("larder list ")).contains("repos", "sources", "packages", "tokens");
    assertThat(fish("larder -o json list pa")).containsExactly("packages");
    assertThat(fish("larder create repo --name list --su"))
        .containsExactly("--succeed-on-existing");
    assertThat(fish("larder edit project --status a")).containsExactly("active", "archived");
    assertThat(fish("larder completion ")).contains("bash", "zsh", "fish");
  }

  @Test
  void zshReadsItAndKnowsTheWord() throws Exception {
    Path file = file("zsh");

    assertThat(
            run(
                "zsh",
                "-f",
                "-c",
                "source " + file + "; print -r -- ${_comps[larder]}; whence -w _complete_larder"))
        .anyMatch(line -> line.startsWith("_bash_complete") && line.contains("_complete_larder"))
        .contains("_complete_larder: function");
  }

  @Test
  void anotherShellIsWrongUsage() {
    assertThat(Ran.larder(Map.of(), "completion", "tcsh").exitCode()).isEqualTo(2);
  }

  private List<String> bash(String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--norc", "-c", ASKING_BASH, "bash"));
    arguments.add(file("bash").toString());
    arguments.addAll(List.of(words));
    return run("bash", arguments.toArray(String[]::new));
  }

  private List<String> fish(String typed) throws Exception {
    return run("fish", "-N", "-c", "source " + file("fish") + "; complete -C '" + typed + "'")
        .stream()
        .map(line -> line.split("\t", 2)[0])
        .toList();
  }

  private Path file(String shell) throws IOException {
    return Files.writeString(folder.resolve("larder." + shell), script(shell));
  }

  private static String script(String shell) {
    Ran ran = Ran.larder(Map.of(), "completion", shell);
    assertThat(ran.exitCode()).isZero();
    return ran.out();
  }

  private List<String> run(String shell, String... arguments) throws Exception {
    assumeTrue(isInstalled(shell), shell + " is not installed");
    var builder =
        new ProcessBuilder(Stream.concat(Stream.of(shell), Stream.of(arguments)).toList())
            .redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text.lines().filter(line -> !line.isEmpty()).toList();
  }

  private static boolean isInstalled(String shell) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
  }
}
