package dev.larder.gateway.fake;

import dev.larder.service.contract.TokensContract;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class FakeAuthTest extends TokensContract {
  private final FakeAuth auth = new FakeAuth(new Signer("realm"));
  private final FakeService service = new FakeService().does(auth);
  private final String publisher = "publisher-" + UUID.randomUUID();

  @AfterEach
  void close() {
    service.close();
  }

  @Override
  protected URI service() {
    return service.url();
  }

  @Override
  protected String secret() {
    return Fixture.SECRET;
  }

  @Override
  protected String good() {
    String guid = UUID.randomUUID().toString();
    auth.with(guid);
    return guid;
  }

  @Override
  protected void revoke(String guid) {
    auth.without(guid);
  }

  @Override
  protected OfPublisher ofPublisher() {
    auth.with(publisher);
    return new OfPublisher(publisher, "trrtcc:" + UUID.randomUUID(), "unused");
  }

  @Override
  protected void burn(OfPublisher token) {
    auth.burn(token.guid(), token.id());
  }
}
