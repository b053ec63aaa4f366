package dev.larder.auth.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.RunningService.Answer;
import dev.larder.service.contract.TokensContract;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokensContractTest extends TokensContract {
  @RegisterExtension static final Fixture FIXTURE = new Fixture();
  private static TestIssuer issuer;

  private final String job = "job:" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @BeforeEach
  void someoneMayPublish() {
    Answer answer =
        FIXTURE
            .admin()
            .post(
                "/__api__/v1/publishers",
                "{\"source\":\"private\",\"project\":\"corp-*\",\"issuer\":\"%s\",\"claims\":{\"sub\":\"%s\"}}"
                    .formatted(issuer.url(), job));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
  }

  @Override
  protected URI service() {
    return FIXTURE.service().request("").build().uri();
  }

  @Override
  protected String secret() {
    return RunningService.SECRET;
  }

  @Override
  protected String good() {
    return FIXTURE
        .service()
        .token("{\"description\":\"good\",\"sources\":[\"*\"]}")
        .get("guid")
        .asString();
  }

  @Override
  protected void revoke(String guid) {
    Answer answer =
        FIXTURE.admin().post("/__api__/v1/tokens/revoke", "{\"guid\":\"%s\"}".formatted(guid));
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
  }

  @Override
  protected OfPublisher ofPublisher() throws Exception {
    Answer answer =
        FIXTURE
            .service()
            .post("/_/oidc/mint-token", "{\"token\":\"%s\"}".formatted(issuer.token(job)));
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    String token = answer.body().get("token").asString();
    var claims = SignedJWT.parse(token).getJWTClaimsSet();
    return new OfPublisher(claims.getStringClaim("azp"), claims.getJWTID(), token);
  }

  @Override
  protected void burn(OfPublisher token) {
    Answer answer =
        FIXTURE.service().post("/_/oidc/burn-token", "{\"token\":\"%s\"}".formatted(token.token()));
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
  }
}
