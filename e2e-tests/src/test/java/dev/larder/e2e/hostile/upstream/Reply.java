package dev.larder.e2e.hostile.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * An answer as it goes over the wire, whether or not it is HTTP.
 *
 * @param head the status line and all headers, without the empty line after them
 */
record Reply(String head, byte[] body, Pace pace) {
  /** In whatever is an upstream's own words, so that they are known where they shouldn't be. */
  static final String WORDS = "HOSTILE-WORDS";

  /** How it is sent. */
  enum Pace {
    AT_ONCE,
    /** In pieces, over a second or so. */
    IN_DRIPS,
    /** Half of the body, and then nothing for longer than anybody waits. */
    STALLING,
    /** Half of the body, and then the connection is reset. */
    BREAKING_OFF
  }

  static Reply of(int status, String type, byte[] body) {
    return new Reply(
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d"
            .formatted(status, WORDS, type, body.length),
        body,
        Pace.AT_ONCE);
  }

  static Reply text(int status, String text) {
    return of(status, "text/html", text.getBytes(ISO_8859_1));
  }

  static Reply redirect(String where) {
    return text(302, WORDS).with("Location: " + where);
  }

  /** With another header, or several. */
  Reply with(String header) {
    return new Reply(head + "\r\n" + header, body, pace);
  }

  /** Without a header of this name. */
  Reply without(String name) {
    return new Reply(head.replaceAll("\r\n" + name + ":[^\r]*", ""), body, pace);
  }

  Reply status(int status) {
    return new Reply(head.replaceFirst("^HTTP/1.1 \\d+", "HTTP/1.1 " + status), body, pace);
  }

  /** With another body and its length. */
  Reply body(byte[] other) {
    return new Reply(without("Content-Length").head, other, pace)
        .with("Content-Length: " + other.length);
  }

  Reply at(Pace other) {
    return new Reply(head, body, other);
  }

  /** The first half of the body. */
  byte[] half() {
    return Arrays.copyOf(body, body.length / 2);
  }

  byte[] headBytes() {
    return (head + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1);
  }
}
