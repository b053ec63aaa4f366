package dev.larder.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {
  @Test
  void aLineOfJsonIsTimePartLevelMessageFactsAndRequest() {
    assertThat(
            LogLine.of(
                "gateway",
                """
                {"@timestamp":"2026-01-01T00:00:00.123Z","level":"INFO","message":"GET /simple/six/","logger_name":"a.b.C","thread_name":"t","service":"gateway","request_id":"r-1","status":200,"method":"GET","path":"/simple/six/"}\
                """))
        .containsExactly(
            "2026-01-01T00:00:00.123Z  gateway        INFO  GET /simple/six/  status=200  [r-1]");
  }

  @Test
  void whichRequestWasLostIsTold() {
    assertThat(
            LogLine.of(
                "gateway",
                "{\"@timestamp\":\"T\",\"level\":\"WARN\",\"message\":\"index-service broke off\",\"request_id\":\"r-1\",\"method\":\"GET\",\"path\":\"/simple/six/\"}"))
        .containsExactly(
            "T  gateway        WARN  index-service broke off  method=GET  path=/simple/six/  [r-1]");
  }

  @Test
  void aStackTraceFollowsInLinesOfItsOwn() {
    assertThat(
            LogLine.of(
                "index-service",
                "{\"@timestamp\":\"T\",\"level\":\"ERROR\",\"message\":\"no\",\"stack_trace\":\"java.E: x\\n\\tat a.B\"}"))
        .containsExactly("T  index-service  ERROR no", "    java.E: x", "        at a.B");
  }

  @Test
  void keycloaksLinesAreReadTooAndOthersStayAsTheyAre() {
    assertThat(
            LogLine.of(
                "keycloak",
                "{\"timestamp\":\"T\",\"level\":\"WARN\",\"message\":\"m\",\"loggerName\":\"l\",\"sequence\":1,\"mdc\":{}}"))
        .containsExactly("T  keycloak       WARN  m");
    assertThat(LogLine.of("redis", "12:M 01 Jan ready"))
        .containsExactly("redis          12:M 01 Jan ready");
    assertThat(LogLine.of("s3", "{half")).containsExactly("s3             {half");
  }

  @Test
  void whatMovesACursorIsTakenOut() {
    assertThat(LogLine.of("s3", "a\u001b[2Jb")).containsExactly("s3             a?[2Jb");
    assertThat(LogLine.of("s3", "{\"message\":\"a\\u001b[2Jb\"}").findFirst().orElseThrow())
        .endsWith("a?[2Jb");
  }
}
