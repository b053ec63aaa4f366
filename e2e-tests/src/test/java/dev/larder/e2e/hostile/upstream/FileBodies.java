package dev.larder.e2e.hostile.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** Files and metadata that aren't what the page says. */
final class FileBodies {
  private FileBodies() {}

  static String spoilt(Making making) {
    String wheel = making.wheelPath();
    String path = making.random.nextBoolean() ? wheel : making.sdistPath();
    byte[] good = making.files.get(path).body();
    return switch (making.random.nextInt(12)) {
      case 0 -> put(making, "other bytes", path, changed(good));
      case 1 -> put(making, "fewer bytes", path, Arrays.copyOf(good, good.length - 1));
      case 2 -> put(making, "more bytes", path, Arrays.copyOf(good, good.length + 1));
      case 3 -> put(making, "no bytes", path, new byte[0]);
      case 4 -> put(making, "other metadata", wheel + ".metadata", "Name: x\n".getBytes(UTF_8));
      case 5 -> put(making, "long metadata", wheel + ".metadata", "Summary: x\n".repeat(800_000));
      case 6 -> {
        making.files.remove(wheel + ".metadata");
        yield "no metadata";
      }
      case 7 -> put(making, "another's file", path, (Reply.WORDS + making.name).getBytes(UTF_8));
      case 8 -> {
        making.files.put(
            path, making.files.get(path).status(206).with("Content-Range: bytes 0-9/10"));
        yield "a part that nobody wanted";
      }
      default -> {
        String which = List.of(path, path, wheel + ".metadata").get(making.random.nextInt(3));
        var spoilt = Transports.spoilt(making, making.files.get(which), which);
        making.files.put(which, spoilt.reply());
        yield "for a file: " + spoilt.what();
      }
    };
  }

  private static byte[] changed(byte[] good) {
    byte[] changed = good.clone();
    changed[changed.length / 2] ^= 1;
    return changed;
  }

  private static String put(Making making, String what, String path, String text) {
    return put(making, what, path, text.getBytes(UTF_8));
  }

  private static String put(Making making, String what, String path, byte[] bytes) {
    making.files.put(path, Making.file(bytes));
    return what;
  }
}
