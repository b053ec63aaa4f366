package dev.larder.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final String GOOD = "Authorization: Bearer " + Fixture.ADMIN_SECRET;

  private static Fixture fixture;
  private static SSLContext trust;
  private static SocketFactory sockets;

  @BeforeAll
  static void start() throws Exception {
    fixture =
        Fixture.withoutRedis(
            "--larder.server.tls-cert=" + Pem.file("rsa-cert.pem"),
            "--larder.server.tls-key=" + Pem.file("rsa-pkcs1.pem"));
    trust = Pem.trusting("rsa-cert.pem");
    sockets = Pem.sockets(trust, "h2", "http/1.1");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void aClientThatTrustsTheCertificateIsAnswered() {
    fixture.index.does(call -> call.answer(200, "text/plain", call.header("Larder-Base")));
    try (RawClient client = fixture.connect(sockets)) {
      assertThat(((SSLSocket) client.socket()).getApplicationProtocol()).isEqualTo("http/1.1");
      assertThat(((SSLSocket) client.socket()).getSession().getProtocol()).isEqualTo("TLSv1.3");
      client.send("GET", "/simple/", "Host: larder.corp");
      assertThat(client.reply("GET").text()).isEqualTo("https://larder.corp");
      client.send("GET", "/", "Host: larder.corp");
      assertThat(client.reply("GET").text()).contains("https://larder.corp/latest/simple/");
    }
  }

  @Test
  void aClientWithoutProtocolsToOfferIsAnsweredToo() {
    try (RawClient client = fixture.connect(Pem.sockets(trust))) {
      client.send("GET", "/__ping__");
      assertThat(client.reply("GET").text()).isEqualTo("pong\n");
    }
  }

  @Test
  void plainHttpGetsNoAnswer() throws Exception {
    try (RawClient client = fixture.connect()) {
      client.send("GET", "/__ping__");
      assertThat(new String(client.in().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP")
          .doesNotContain("pong");
    }
  }

  @Test
  void anUploadThatIsRefusedEarlyGetsItsAnswer() throws Exception {
    for (String connection : new String[] {"keep-alive", "close"}) {
      try (RawClient client = fixture.connect(sockets)) {
        client.send(
            "POST",
            "/upload/pypi/private",
            "Connection: " + connection,
            "Content-Length: " + 50 * MEGABYTE);
        for (int i = 0; i < 50; i++) {
          client.out().write(new byte[MEGABYTE]);
        }
        Reply reply = client.reply("POST");
        assertThat(reply.status()).as(connection).isEqualTo(401);
        assertThat(reply.whole()).isTrue();
      }
    }
  }

  @Test
  void anUploadArrivesWhole() throws Exception {
    fixture.upload.does(call -> call.answer(200, "text/plain", "got " + call.drain()));
    try (RawClient client = fixture.connect(sockets)) {
      client.send("POST", "/upload/pypi/private", GOOD, "Content-Length: " + 5 * MEGABYTE);
      client.out().write(new byte[5 * MEGABYTE]);
      assertThat(client.reply("POST").text()).isEqualTo("got " + 5 * MEGABYTE);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotEndedPolitely() {
    fixture.index.does(
        call -> {
          call.head("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n");
          call.reset();
        });
    try (RawClient client = fixture.connect(sockets)) {
      client.send("GET", "/simple/");
      assertThat(client.reply("GET").whole()).isFalse();
    }
  }

  @Test
  void filesThatDontFitStopTheStart() {
    assertThatThrownBy(
            () ->
                Fixture.withoutRedis(
                    "--larder.server.tls-cert=" + Pem.file("rsa-cert.pem"),
                    "--larder.server.tls-key=" + Pem.file("ec-sec1.pem")))
        .rootCause()
        .hasMessageContaining("is not the key of the first certificate");
  }
}
