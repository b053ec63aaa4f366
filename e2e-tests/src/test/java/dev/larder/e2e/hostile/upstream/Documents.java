package dev.larder.e2e.hostile.upstream;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** Pages that are no pages, or that say strange things about themselves. */
final class Documents {
  private Documents() {}

  /** A page as it is sent, and what is wrong with it. */
  record Spoilt(String what, Reply reply) {}

  static Spoilt spoilt(Making making, boolean json) {
    Reply page = making.page(json);
    byte[] body = page.body();
    return switch (making.random.nextInt(18)) {
      case 0 ->
          new Spoilt("cut off", page.body(Arrays.copyOf(body, making.random.nextInt(body.length))));
      case 1 -> new Spoilt("empty", page.body(new byte[0]));
      case 2 -> {
        byte[] changed = body.clone();
        for (int i = making.random.nextInt(8); i >= 0; i--) {
          changed[making.random.nextInt(changed.length)] = (byte) making.random.nextInt();
        }
        yield new Spoilt("changed bytes", page.body(changed));
      }
      case 3 -> {
        byte[] noise = new byte[making.random.nextInt(100_000)];
        making.random.nextBytes(noise);
        yield new Spoilt("noise", page.body(noise));
      }
      case 4 -> new Spoilt("nested deep", page.body(bytes(Large.nested(200_000))));
      case 5 ->
          new Spoilt("elements in each other", page.body(bytes("<div><b><a>".repeat(60_000))));
      case 6 -> new Spoilt("UTF-16", page.body(new String(body, UTF_8).getBytes(UTF_16)));
      case 7 -> new Spoilt("zeros", page.body(new byte[50_000]));
      case 8 -> serial(making, "9223372036854775807");
      case 9 -> serial(making, "-1");
      case 10 -> serial(making, "1" + "0".repeat(2000));
      case 11 -> serial(making, "1e999999999");
      case 12 -> {
        making.document.putObject("meta").put("api-version", Links.text(making));
        yield new Spoilt("another version", making.page(true));
      }
      case 13 -> {
        making
            .document
            .putObject("project-status")
            .put("status", "quarantined")
            .put("reason", Links.text(making));
        yield new Spoilt("a status", making.page(true));
      }
      case 14 -> {
        making.document.put("name", Links.text(making));
        yield new Spoilt("another name", making.page(true));
      }
      case 15 -> {
        String text = new String(making.page(true).body(), UTF_8);
        String other = List.of("{}", "null", "3", "[[]]", "[null]").get(making.random.nextInt(5));
        yield new Spoilt(
            "other types", making.page(true).body(bytes(text.replaceFirst("\\[.*\\]", other))));
      }
      case 16 -> new Spoilt("a base elsewhere", html(making, "<base href=\"%s\">"));
      default ->
          new Spoilt(
              "a version of the far future",
              html(making, "<meta name=\"pypi:repository-version\" content=\"9.%s\">"));
    };
  }

  private static Spoilt serial(Making making, String serial) {
    ((ObjectNode) making.document.get("meta")).put("_last-serial", 4_711_004_711L);
    Reply page = making.page(true);
    byte[] body = bytes(new String(page.body(), UTF_8).replace("4711004711", serial));
    return new Spoilt("serial " + serial.length(), page.body(body));
  }

  private static Reply html(Making making, String more) {
    Reply page = making.page(false);
    String where = making.facts.insideUrls().getFirst();
    String text = new String(page.body(), UTF_8);
    return page.body(bytes(text.replace("<body>", more.formatted(where) + "<body>")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
