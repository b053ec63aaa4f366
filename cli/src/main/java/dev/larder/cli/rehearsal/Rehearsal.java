package dev.larder.cli.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.cli.Larder;
import dev.larder.cli.connection.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs the commands that are wanted quick, against a server of its own that says little, while Java
 * writes down what they load ({@code -XX:AOTCacheOutput}, JEP 514).
 */
public final class Rehearsal {
  private static final String REPO =
      """
      {"name":"a","type":"python","default":true,"description":"","hidden":false,
       "authenticated":false,"sources":[{"name":"b","type":"pypi"}],"created":""}
      """;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/__api__/v1/repos",
          "{\"repos\":[" + REPO + "]}",
          "/__api__/v1/repos/a",
          REPO,
          "/__api__/v1/repos/a/sources",
          REPO,
          "/__api__/v1/sources",
          "{\"sources\":[]}",
          "/__api__/v1/log",
          "{\"changes\":[],\"next\":null}",
          "/__api__/status",
          "{\"status\":\"up\",\"parts\":{}}");

  private static final List<String> RUNS =
      List.of(
          "list repos",
          "list repos -o json",
          "list sources",
          "info --repo=a",
          "subscribe --repo=a --source=b",
          "edit repo --name=a --hide",
          "log",
          "status",
          "list packages --repo=unknown",
          "create repo",
          "--help");

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Rehearsal::answer);
    server.start();
    var environment =
        new Environment(
            Map.of(
                "LARDER_ADDRESS",
                "http://localhost:" + server.getAddress().getPort(),
                "XDG_CONFIG_HOME",
                "/nowhere"));
    var nowhere = new PrintWriter(Writer.nullWriter());
    for (String run : RUNS) {
      Larder.run(environment, nowhere, nowhere, run.split(" "));
    }
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String answer = ANSWERS.get(exchange.getRequestURI().getPath());
      byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
