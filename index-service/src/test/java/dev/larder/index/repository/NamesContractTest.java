package dev.larder.index.repository;

import dev.larder.index.House;
import dev.larder.service.contract.NamesContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class NamesContractTest extends NamesContract {
  private static House house;

  @BeforeAll
  static void open() {
    house = House.open();
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
  protected boolean isLogged(String subject) {
    return !house.query("select 1 from change where subject = '%s'".formatted(subject)).isEmpty();
  }
}
