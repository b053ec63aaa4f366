package dev.larder.e2e.hostile.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/** Answers that are no proper HTTP, or that say with it what no client expects. */
final class Transports {
  private static final List<Integer> STATUSES =
      List.of(
          199, 201, 204, 205, 206, 226, 300, 301, 305, 400, 401, 402, 403, 404, 405, 406, 407, 410,
          412, 416, 418, 421, 426, 431, 451, 499, 501, 505, 511, 599, 600, 999);

  /** The passing kind, which is asked for again: few, for that takes time. */
  private static final List<Integer> PASSING = List.of(429, 500, 502, 503, 504);

  private Transports() {}

  /** The same answer in another way, and what it is. */
  record Spoilt(String what, Reply reply) {}

  private static Spoilt as(String what, Reply reply) {
    return new Spoilt(what, reply);
  }

  static Spoilt spoilt(Making making, Reply good, String path) {
    int length = good.body().length;
    String self = making.base + path;
    return switch (making.random.nextInt(34)) {
      case 0 -> as("a bomb", good.body(Large.BOMB).with("Content-Encoding: gzip"));
      case 1 -> as("an address of 48 MiB", large(good, Large.ADDRESS));
      case 2 -> as("an href of 48 MiB", large(good, Large.HREF));
      case 3 -> as("long reasons", large(good, Large.reasons(making.random.nextInt(2))));
      case 4 -> as("gzip that isn't", good.with("Content-Encoding: gzip"));
      case 5 -> as("br", good.with("Content-Encoding: br"));
      case 6 -> as("zstd, gzip, x", good.with("Content-Encoding: zstd, gzip, x"));
      case 7 -> {
        byte[] packed = Large.gzip(good.body());
        yield as(
            "gzip cut off",
            good.body(java.util.Arrays.copyOf(packed, packed.length - 9))
                .with("Content-Encoding: gzip"));
      }
      case 8 -> {
        byte[] twice = Large.gzip(Large.gzip(good.body()));
        yield as("gzip twice", good.body(twice).with("Content-Encoding: gzip, gzip"));
      }
      case 9 -> as("more than there is", length(good, "" + (length + 10)));
      case 10 -> as("less than there is", length(good, "" + length / 2));
      case 11 -> as("no number as length", length(good, "-1"));
      case 12 -> as("a huge length", length(good, "9223372036854775807"));
      case 13 -> as("two lengths", good.with("Content-Length: 3"));
      case 14 -> as("length and chunks", good.with("Transfer-Encoding: chunked"));
      case 15 -> {
        Reply plain = good.without("Content-Length").with("Transfer-Encoding: chunked");
        yield as(
            "no chunks", new Reply(plain.head(), "zz\r\n\r\n".getBytes(ISO_8859_1), plain.pace()));
      }
      case 16 -> as("not modified", new Reply("HTTP/1.1 304 No", new byte[0], good.pace()));
      case 17 -> as("to itself", Reply.redirect(self));
      case 18 -> as("from hop to hop", Reply.redirect(making.base + "/hop/0"));
      case 19, 20 -> {
        List<String> inside = making.facts.insideUrls();
        yield as("to inside", Reply.redirect(inside.get(making.random.nextInt(inside.size()))));
      }
      case 21 -> as("to a file", Reply.redirect("file:///etc/passwd"));
      case 22 -> as("to nowhere", Reply.redirect("http://" + "x".repeat(100_000)));
      case 23 -> as("garbage", new Reply("HTTP/9.9 abc " + Reply.WORDS, good.body(), good.pace()));
      case 24 -> as("a long header", good.with("X-Long: " + "x".repeat(1 << 20)));
      case 25 -> as("many headers", good.with("X-Many: x\r\n".repeat(20_000) + "X-Last: x"));
      case 26 -> as("a broken header", good.with("\u0000: \u0001" + Reply.WORDS));
      case 27 -> as("a long etag", good.with("ETag: \"" + "e".repeat(7_000) + "\""));
      case 28 ->
          as(
              "hints first",
              new Reply(
                  "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(300) + good.head(),
                  good.body(),
                  good.pace()));
      case 29 -> as("drips", good.at(Reply.Pace.IN_DRIPS));
      case 30 ->
          making.random.nextInt(3) == 0
              ? as("stalls", good.at(Reply.Pace.STALLING))
              : as("breaks off", good.at(Reply.Pace.BREAKING_OFF));
      case 31 ->
          as(
              "a passing status",
              good.status(PASSING.get(making.random.nextInt(PASSING.size())))
                  .with("Retry-After: " + List.of("0", "99999999999", "x").get(length % 3)));
      default -> as("a status", good.status(STATUSES.get(making.random.nextInt(STATUSES.size()))));
    };
  }

  private static Reply large(Reply good, byte[] packed) {
    String type = packed == Large.HREF ? "text/html" : "application/vnd.pypi.simple.v1+json";
    return Reply.of(200, type, packed).with("Content-Encoding: gzip").at(good.pace());
  }

  private static Reply length(Reply good, String length) {
    return good.without("Content-Length").with("Content-Length: " + length);
  }
}
