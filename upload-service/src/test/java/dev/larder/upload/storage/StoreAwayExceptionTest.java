package dev.larder.upload.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StoreAwayExceptionTest {

  @Test
  void aFullDiskIsToldApartFromAStoreThatIsAway() {
    var full =
        new StoreAwayException(
            new RuntimeException(new IOException("s3/a: No space left on device")));

    assertThat(full)
        .hasMessage(
            "The disk of the file store is full; its administrator has to make room, then try again.");
    assertThat(new StoreAwayException(new IOException("Connection refused")))
        .hasMessage("The file store can't be reached now; try again in a moment.");
  }
}
