package dev.larder.messaging;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Changes to send in tests. */
final class Changes {
  private Changes() {}

  static List<Change> of(long... serials) {
    return LongStream.of(serials)
        .mapToObj(
            serial ->
                new Change(
                    serial,
                    Instant.ofEpochSecond(serial),
                    Change.Kind.PAGE_CHANGED,
                    1,
                    "p" + serial,
                    null,
                    null,
                    List.of("project:1/p" + serial)))
        .toList();
  }

  static List<Change> range(long from, long to) {
    return of(LongStream.rangeClosed(from, to).toArray());
  }
}
