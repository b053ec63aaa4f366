package dev.larder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LarderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "add",
        "bootstrap",
        "cancel",
        "cancel sync",
        "claim",
        "clock",
        "completion",
        "create",
        "create group",
        "create person",
        "create repo",
        "create source",
        "create token",
        "delete",
        "delete group",
        "delete person",
        "delete repo",
        "delete source",
        "edit",
        "edit group",
        "edit person",
        "edit project",
        "edit repo",
        "edit source",
        "info",
        "list",
        "list groups",
        "list people",
        "list packages",
        "list repos",
        "list sources",
        "list syncs",
        "list tokens",
        "log",
        "login",
        "logout",
        "release",
        "remove",
        "remove package",
        "reorder",
        "restore",
        "restore package",
        "revoke",
        "revoke token",
        "status",
        "subscribe",
        "sync",
        "unsubscribe",
        "unyank",
        "unyank package",
        "url",
        "url create",
        "url explain",
        "yank",
        "yank package"
      })
  void everyHelpEndsWithAnExample(String command) {
    Ran ran = Ran.larder(Map.of(), (command + " --help").strip().split(" "));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .containsPattern("(?s)Examples?:\n  (larder|source <\\(larder) [^\n]*(\n[^\n]+)*\n$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version", "list tokens -V"})
  void theVersionIsShown(String args) {
    Ran ran = Ran.larder(Map.of(), args.split(" "));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("larder ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "create", "list", "revoke", "nonsense", "list nonsense", "status -x"})
  void wrongUsageEndsWithTwoAndNamesTheHelp(String args) {
    Ran ran = Ran.larder(Map.of(), args.isEmpty() ? new String[0] : args.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(2).last().asString().endsWith("--help");
  }

  @Test
  void theHelpOfTheWholeNamesEveryWord() {
    assertThat(Ran.larder(Map.of(), "--help").out())
        .contains("create", "subscribe", "reorder", "claim", "add", "yank", "log", "url", "clock");
  }

  @Test
  void anOptionMayStandBeforeTheWord() {
    Ran ran = Ran.larder(Map.of("LARDER_ADDRESS", "http://localhost:1"), "-v", "list", "repos");

    assertThat(ran.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upp|unknown word 'upp'; did you mean 'up'?",
        "statsu|unknown word 'statsu'; did you mean 'status'?",
        "list repositories|unknown word 'repositories'",
        "list repo|unknown word 'repo'; did you mean 'repos'?",
        "create token --descripton=x|unknown option '--descripton'; did you mean '--description'?",
        "create repo --name=x --source=y|unknown option '--source'; did you mean '--sources'?",
        "create token --source=y|unknown option '--source'; did you mean '--sources'?",
        "create repo --name=x team|'team' is one word too many; values are given as --option=value",
        "status --frobnicate|unknown option '--frobnicate'",
      })
  void whoMisspellsIsToldTheNearestWord(String args, String line) {
    Ran ran = Ran.larder(Map.of("LARDER_ADDRESS", "http://localhost:1"), args.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err().lines().findFirst()).hasValue(line);
  }

  @Test
  void helpAndVersionMayBeWords() {
    assertThat(Ran.larder(Map.of(), "help").out())
        .isEqualTo(Ran.larder(Map.of(), "--help").out())
        .contains("Usage");
    assertThat(Ran.larder(Map.of(), "help", "create", "token").out())
        .isEqualTo(Ran.larder(Map.of(), "create", "token", "--help").out());
    assertThat(Ran.larder(Map.of(), "version").out()).startsWith("larder ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "create repo", "list tokens", "status"})
  void optionsOfEveryCommandStandInASectionOfTheirOwn(String command) {
    String help = Ran.larder(Map.of(), (command + " --help").strip().split(" ")).out();

    int global = help.indexOf("\nOptions of every command:\n");
    assertThat(global).isPositive();
    assertThat(help.indexOf("--address=URL", help.indexOf("\n\n") + 1)).isGreaterThan(global);
    assertThat(help.lastIndexOf("--name=NAME ")).isLessThan(global);
  }
}
