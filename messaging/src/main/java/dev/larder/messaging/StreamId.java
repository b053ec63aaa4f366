package dev.larder.messaging;

/** Ids of stream entries: {@code milliseconds-number}. */
final class StreamId {
  /** Before the first entry. */
  static final String START = "0-0";

  private StreamId() {}

  static int compare(String a, String b) {
    int order = Long.compareUnsigned(part(a, 0), part(b, 0));
    return order != 0 ? order : Long.compareUnsigned(part(a, 1), part(b, 1));
  }

  private static long part(String id, int index) {
    int dash = id.indexOf('-');
    return Long.parseUnsignedLong(index == 0 ? id.substring(0, dash) : id.substring(dash + 1));
  }
}
