package dev.larder.blob.fill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  /** RHTTP-2, RHTTP-3: of a file of 1,000 bytes. */
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-999, 0, 1000",
    "bytes=100-199, 100, 200",
    "bytes=900-2000, 900, 1000",
    "bytes=999-, 999, 1000",
    "bytes=0-, 0, 1000",
    "bytes=-1, 999, 1000",
    "bytes=-1000, 0, 1000",
    "bytes=-5000, 0, 1000",
    "Bytes = 5 - 6, 5, 7"
  })
  void aRangeNamesTheseBytes(String header, long first, long end) {
    assertThat(ByteRange.parse(header).orElseThrow().in(1000)).contains(new Span(first, end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-1001", "bytes=-0"})
  void aRangeBehindTheEndNamesNone(String header) {
    assertThat(ByteRange.parse(header).orElseThrow().in(1000)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=0-5", "bytes=-5"})
  void anEmptyFileHasNoRanges(String header) {
    assertThat(ByteRange.parse(header).orElseThrow().in(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,5-6",
        "bytes=5-4",
        "bytes=-",
        "lines=1-2",
        "bytes",
        "",
        "bytes=a-b",
        "bytes=99999999999999999999-"
      })
  void whatCannotBeServedAsOneRangeIsIgnored(String header) {
    assertThat(ByteRange.parse(header)).isEmpty();
  }
}
