package dev.larder.e2e.hostile;

import dev.larder.e2e.hostile.HostileUploads.Making;
import java.util.Arrays;
import java.util.Random;

/** Bodies that are no proper multipart form. */
final class Framing {
  private Framing() {}

  static String spoilt(Making making, Random random) {
    byte[] body = making.body();
    switch (random.nextInt(10)) {
      case 0 -> making.type = "multipart/form-data";
      case 1 -> making.type = "multipart/form-data; boundary=another";
      case 2 -> making.type = "application/x-www-form-urlencoded";
      case 3 -> making.type = HostileForm.type() + "x".repeat(80);
      case 4 -> {
        // all but the last boundary's line, or less
        making.body = Arrays.copyOf(body, random.nextInt(body.length - 4));
        return "a body that ends early";
      }
      case 5 -> making.body = new byte[0];
      case 6 -> {
        byte[] noise = new byte[random.nextInt(5_000)];
        random.nextBytes(noise);
        making.body = noise;
        return "noise";
      }
      case 7 -> {
        making.form =
            HostileForm.of(making.archive, making.project, making.version, making.file)
                .part("x", "name=\"x\"\r\nX: " + "y".repeat(20_000), new byte[0]);
        return "a long header";
      }
      case 8 -> {
        making.form.field("summary", "s".repeat(200_000)).field("name", "n".repeat(200_000));
        return "long fields";
      }
      default -> {
        making.bad = false;
        byte[] changed = body.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        making.body = changed;
        return "a body with changed bytes";
      }
    }
    return "a wrong frame: " + making.type;
  }
}
