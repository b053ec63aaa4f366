package dev.larder.index.publish;

import dev.larder.index.House;
import dev.larder.service.contract.PublishContract;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PublishContractTest extends PublishContract {
  private static House house;

  @BeforeAll
  static void open() {
    house = House.open();
    house.done(
        201,
        "POST",
        "/sources",
        Map.of("name", "small", "type", "local-python", "maxFileSize", 100));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Override
  protected URI service() {
    return house.uri("");
  }

  @Override
  protected String secret() {
    return House.SECRET;
  }

  @Override
  protected void remove(String project, String filename) {
    house.done(
        200,
        "POST",
        "/sources/private/remove",
        Map.of("package", project, "scope", "@" + filename));
  }
}
