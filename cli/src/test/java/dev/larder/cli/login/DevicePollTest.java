package dev.larder.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.larder.cli.connection.AddressOption;
import dev.larder.cli.connection.Connector;
import dev.larder.cli.connection.Environment;
import dev.larder.cli.connection.SignIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pace of RFC 8628, without waiting for it. */
class DevicePollTest {
  private final Deque<String> errors = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String error = errors.poll();
            byte[] body =
                (error == null ? "{\"access_token\":\"t\"}" : "{\"error\":\"" + error + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(error == null ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private DevicePoll.End poll(String begun) throws Exception {
    var address = AddressOption.parse("http://127.0.0.1:" + server.getAddress().getPort());
    var signIn =
        new SignIn(
            address, Connector.client(address, false, new Environment(Map.of())), line -> {});
    return new DevicePoll(signIn, pauses::add).until(new ObjectMapper().readTree(begun), "v");
  }

  @Test
  void itAsksAsOftenAsTheServerWantsAndMoreSlowlyWhenTold() throws Exception {
    errors.add("authorization_pending");
    errors.add("slow_down");
    errors.add("authorization_pending");

    assertThat(poll("{\"interval\":7,\"expires_in\":600}"))
        .isInstanceOf(DevicePoll.End.Agreed.class);
    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(7),
            Duration.ofSeconds(7),
            Duration.ofSeconds(12),
            Duration.ofSeconds(12));
  }

  @Test
  void whatTheServerDoesNotSayIsFiveSeconds() throws Exception {
    poll("{}");

    assertThat(pauses).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void itEndsWhenTheCodeHasEnded() throws Exception {
    for (int i = 0; i < 20; i++) {
      errors.add("authorization_pending");
    }

    assertThat(poll("{\"interval\":5,\"expires_in\":20}"))
        .isInstanceOf(DevicePoll.End.Refused.class);
    assertThat(pauses).hasSize(5);
  }
}
