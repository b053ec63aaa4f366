package dev.larder.e2e.hostile.upstream;

import java.util.List;

/** Pages that are well-formed and list what isn't so. */
final class Links {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "é\u2028\u202e",
          "<script>alert(1)</script>",
          "'; drop table file; --",
          "${jndi:ldap://x}",
          "%00%0d%0aSet-Cookie: a=b",
          "\r\nSet-Cookie: a=b",
          "\u0001\u0002\u0003\u001f\u007f",
          ">=3." + "0.".repeat(30_000) + "1",
          "x".repeat(70_000),
          "\u0007".repeat(50_000),
          "9".repeat(400));
  private static final List<String> TIMES =
      List.of(
          "yesterday",
          "2024-05-06",
          "2024-05-06 07:08:09+00",
          "2024-05-06 07:08:09 UTC",
          "12024-05-06T07:08:09Z",
          "+999999999-12-31T23:59:59Z",
          "-0001-01-01T00:00:00Z",
          "0000-00-00T00:00:00Z",
          "9999-12-31T23:59:60Z",
          "1970-01-01T00:00:00Z");

  private Links() {}

  private static <T> T one(Making making, List<T> some) {
    return some.get(making.random.nextInt(some.size()));
  }

  static String text(Making making) {
    return one(making, TEXTS);
  }

  static String spoilt(Making making) {
    Link link = one(making, making.links);
    Facts facts = making.facts;
    return switch (making.random.nextInt(20)) {
      case 0, 1 -> {
        link.hashes.put("sha256", facts.privateSha256());
        yield "the hash of a private file";
      }
      case 2, 3 -> {
        link.hashes.put("sha256", facts.otherSha256());
        yield "the hash of another upstream's file";
      }
      case 4 -> {
        link.hashes.put("sha256", "%064x".formatted(making.random.nextLong() >>> 1));
        yield "a wrong hash";
      }
      case 5 -> {
        link.hashes.clear();
        link.hashes.put(one(making, List.of("md5", "sha1", "sha224", "sha512")), "0".repeat(32));
        yield "a weak or wrong hash";
      }
      case 6 -> {
        link.hashes.clear();
        yield "no hash";
      }
      case 7 -> {
        link.hashes.put(
            one(making, List.of("sha256", "", "x".repeat(70_000), "\u0000")), text(making));
        yield "a hash that is none";
      }
      case 8 -> {
        link.size =
            one(making, List.of(0, -1, 1, Long.MAX_VALUE, 1e300, "12", "x", 99_999_999_999L));
        yield "a wrong size";
      }
      case 9 -> {
        link.uploadTime = one(making, TIMES);
        yield "a strange time";
      }
      case 10 -> {
        link.yanked = one(making, List.of(text(making), text(making), 1, List.of(), true));
        yield "a strange reason";
      }
      case 11 -> {
        link.requiresPython = text(making);
        yield "a strange requires-python";
      }
      case 12 -> {
        link.filename = one(making, List.of(text(making), "../../etc/passwd", ".", "x/y.whl"));
        yield "a strange file name";
      }
      case 13 -> {
        link.filename = link.filename.replace("hostile", "another");
        yield "another project's file name";
      }
      case 14, 15 -> {
        link.url = one(making, facts.insideUrls());
        yield "an address inside";
      }
      case 16 -> {
        link.url =
            one(
                making,
                List.of(
                    "file:///etc/passwd",
                    "javascript:alert(1)",
                    "//" + "a.".repeat(200) + "example",
                    "http://[::ffff:127.0.0.1]:1/x",
                    "http://0x7f000001/x",
                    "http://a:b@127.0.0.1:1/x",
                    "http:///",
                    "http://169.254.169.254/latest/meta-data",
                    text(making)));
        yield "a strange address";
      }
      case 17 -> {
        making.wheel().metadataSha256 =
            one(making, List.of(facts.privateSha256(), text(making), "0".repeat(64)));
        yield "a wrong hash of the metadata";
      }
      case 18 -> {
        making.links.add(link);
        making.links.add(link);
        yield "a file thrice";
      }
      default -> {
        for (int i = 0; i < 3_000; i++) {
          Link more = new Link(link.filename.replace("-1.0", "-1.0." + i), link.url);
          more.hashes.putAll(link.hashes);
          making.links.add(more);
        }
        yield "many files";
      }
    };
  }
}
