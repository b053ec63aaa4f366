package dev.larder.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.gateway.fake.Signer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
  private static final Signer REALM = new Signer("realm");

  private final SignatureCheck signatures = new SignatureCheck(10);

  private static ECKey key(Signer signer) throws Exception {
    return JWKSet.parse(signer.jwks()).getKeys().getFirst().toECKey();
  }

  private static String token() {
    return REALM.token(UUID.randomUUID().toString());
  }

  private boolean isGood(String token, ECKey key) throws Exception {
    return signatures.isGood(token, SignedJWT.parse(token), key);
  }

  @Test
  void noMoreAreRememberedThanThereIsRoomFor() throws Exception {
    List<String> tokens = Stream.generate(SignatureCheckTest::token).limit(25).toList();
    for (String token : tokens) {
      assertThat(isGood(token, key(REALM))).isTrue();
      assertThat(signatures.size()).isLessThanOrEqualTo(10);
    }
    assertThat(signatures.size()).isEqualTo(10);
    for (String token : tokens) {
      assertThat(isGood(token, key(REALM))).as("remembered or checked anew").isTrue();
    }
  }

  @Test
  void aKnownOneIsNotCheckedAgain() throws Exception {
    String token = token();
    assertThat(isGood(token, key(REALM))).isTrue();

    // what is checked is another token, which shows that nothing is
    SignedJWT forged = SignedJWT.parse(new Signer("realm").token("another"));
    assertThat(signatures.isGood(token, forged, key(REALM))).isTrue();
  }

  @Test
  void badOnesAreNeitherGoodNorRemembered() throws Exception {
    String forged = new Signer("realm").token("forged");
    for (int i = 0; i < 3; i++) {
      assertThat(isGood(forged, key(REALM))).isFalse();
    }
    assertThat(signatures.size()).isZero();
  }

  @Test
  void aGoodOneIsGoodForTheVeryKeyAlone() throws Exception {
    String token = token();
    assertThat(isGood(token, key(REALM))).isTrue();

    assertThat(isGood(token, key(new Signer("realm")))).as("a new key of the same name").isFalse();
    assertThat(isGood(token, key(REALM))).isTrue();
  }
}
