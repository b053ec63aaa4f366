package dev.larder.auth.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A CI system's OIDC provider with keys of its own. */
final class TestIssuer implements AutoCloseable {

  final RSAKey rsa;
  final ECKey ec;
  final AtomicInteger keysAsked = new AtomicInteger();
  volatile String discovery;
  volatile String jwks;
  volatile String redirect = "";
  private final HttpServer server;

  TestIssuer() {
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
      ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    discovery = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url());
    jwks = new JWKSet(java.util.List.of(rsa.toPublicJWK(), ec.toPublicJWK())).toString();
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discovery));
    server.createContext(
        "/keys",
        exchange -> {
          keysAsked.incrementAndGet();
          answer(exchange, jwks);
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A good token of a job, with one thing changed. */
  String token(String subject, Consumer<JWTClaimsSet.Builder> change) {
    return sign(claims(subject, change), JWSAlgorithm.RS256);
  }

  String token(String subject) {
    return token(subject, claims -> {});
  }

  JWTClaimsSet claims(String subject, Consumer<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .subject(subject)
            .audience("larder")
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(Instant.now()))
            .notBeforeTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    change.accept(claims);
    return claims.build();
  }

  String sign(JWTClaimsSet claims, JWSAlgorithm algorithm) {
    try {
      if (JWSAlgorithm.Family.EC.contains(algorithm)) {
        return sign(claims, algorithm, "ec", new ECDSASigner(ec));
      }
      return JWSAlgorithm.Family.RSA.contains(algorithm)
          ? sign(claims, algorithm, "rsa", new RSASSASigner(rsa))
          : sign(claims, algorithm, "rsa", new MACSigner(rsa.toPublicJWK().toString()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
    try {
      var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      if (!redirect.isEmpty()) {
        exchange.getResponseHeaders().set("Location", redirect);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
