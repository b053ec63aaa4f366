package dev.larder.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through a proxy that notes what it is asked, and answers with one line. */
class GuardedClientsTest {
  private static final OkHttpClient CLIENT =
      new OkHttpClient.Builder()
          .dns(
              host ->
                  host.equals("direct.invalid")
                      ? List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}))
                      : Dns.SYSTEM.lookup(host))
          .build();

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private ServerSocket proxy;
  private volatile String moved;
  private volatile String answer =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

  @BeforeEach
  void start() throws IOException {
    proxy = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private void accept() {
    while (!proxy.isClosed()) {
      try (Socket socket = proxy.accept()) {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
          if (line.matches("(GET|CONNECT|Proxy-Authorization:) .*")) {
            asked.add(line);
          }
          line = in.readLine();
        }
        boolean there = asked.getLast().startsWith("GET /there");
        socket
            .getOutputStream()
            .write((moved == null || there ? answer : redirect()).getBytes(ISO_8859_1));
      } catch (IOException e) {
        // The client left, or the test is over.
      }
    }
  }

  private String redirect() {
    return "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        .formatted(moved);
  }

  private Outbound environment(String userInfo) {
    String url = "http://%s127.0.0.1:%d".formatted(userInfo, proxy.getLocalPort());
    return Outbound.of("", Map.of("ALL_PROXY", url, "NO_PROXY", "direct.invalid"), (a, b) -> {});
  }

  private static String get(Outbound outbound, OutboundPolicy policy, String url)
      throws IOException {
    try (GuardedClients clients = new GuardedClients(CLIENT, outbound);
        Response response =
            clients.of(policy).newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    }
  }

  @Test
  void aProxyIsAskedForNamesThatNobodyElseKnows() throws Exception {
    assertThat(get(environment(""), OutboundPolicy.PUBLIC_ONLY, "http://index.invalid/x"))
        .isEqualTo("ok");
    assertThat(asked).containsExactly("GET http://index.invalid/x HTTP/1.1");
  }

  @Test
  void aProxyIsToldItsUserAndPassword() throws Exception {
    assertThat(get(environment("me:hush@"), OutboundPolicy.PUBLIC_ONLY, "http://index.invalid/x"))
        .isEqualTo("ok");
    assertThat(asked)
        .containsExactly(
            "GET http://index.invalid/x HTTP/1.1", "Proxy-Authorization: Basic bWU6aHVzaA==");
  }

  @Test
  void httpsGoesThroughATunnel() {
    answer = "HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assertThatThrownBy(
            () ->
                get(environment("me:hush@"), OutboundPolicy.PUBLIC_ONLY, "https://index.invalid/x"))
        .isInstanceOf(IOException.class);
    assertThat(asked)
        .startsWith(
            "CONNECT index.invalid:443 HTTP/1.1", "Proxy-Authorization: Basic bWU6aHVzaA==");
  }

  @Test
  void aSourcesOwnProxyIsTakenForEverything() throws Exception {
    OutboundPolicy policy =
        OutboundPolicy.of(null, null, null, "http://127.0.0.1:%d".formatted(proxy.getLocalPort()));
    assertThat(get(Outbound.PLAIN, policy, "http://direct.invalid/x")).isEqualTo("ok");
  }

  @Test
  void noProxyIsAskedForWhatTheGuardRefuses() {
    for (String host : List.of("127.0.0.1:9", "169.254.169.254", "localhost", "[::1]")) {
      assertThatThrownBy(
              () -> get(environment(""), OutboundPolicy.PUBLIC_ONLY, "http://" + host + "/x"))
          .as(host)
          .isInstanceOf(InsideAddressException.class);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void aProxysOwnAddressIsNoWayAroundTheGuard() {
    String url = "http://127.0.0.1:%d/x".formatted(proxy.getLocalPort());
    assertThatThrownBy(() -> get(environment(""), OutboundPolicy.PUBLIC_ONLY, url))
        .isInstanceOf(InsideAddressException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void aRedirectToAHostWithoutAProxyDoesNotTakeItsPasswordAlong() throws Exception {
    moved = "http://direct.invalid:%d/there".formatted(proxy.getLocalPort());
    OutboundPolicy policy = OutboundPolicy.of(null, null, List.of("direct.invalid"), null);
    assertThat(get(environment("me:hush@"), policy, "http://index.invalid/x")).isEqualTo("ok");
    assertThat(asked)
        .containsExactly(
            "GET http://index.invalid/x HTTP/1.1",
            "Proxy-Authorization: Basic bWU6aHVzaA==",
            "GET /there HTTP/1.1");
  }
}
