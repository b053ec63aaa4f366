package dev.larder.index.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.packaging.FieldLimit;
import org.junit.jupiter.api.Test;

class LimitedTest {

  @Test
  void statementsHaveTheLimitsOfTheOneTable() {
    assertThat(Limited.FILE_NAME).isEqualTo(FieldLimit.FILE_NAME.bytes());
    assertThat(Limited.PROJECT_NAME).isEqualTo(FieldLimit.PROJECT_NAME.bytes());
    assertThat(Limited.URL).isEqualTo(FieldLimit.URL.bytes());
    assertThat(Limited.HEADER).isEqualTo(FieldLimit.HEADER.bytes());
    assertThat(Limited.STATUS_REASON).isEqualTo(FieldLimit.STATUS_REASON.bytes());
  }
}
