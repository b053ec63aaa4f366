package dev.larder.index.publish;

import dev.larder.index.Fixture;
import dev.larder.service.contract.PublishContract;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PublishContractTest extends PublishContract {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.done(
        201,
        "POST",
        "/sources",
        Map.of("name", "small", "type", "local-python", "maxFileSize", 100));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected URI service() {
    return fixture.uri("");
  }

  @Override
  protected String secret() {
    return Fixture.SECRET;
  }

  @Override
  protected void remove(String project, String filename) {
    fixture.done(
        200,
        "POST",
        "/sources/private/remove",
        Map.of("package", project, "scope", "@" + filename));
  }
}
