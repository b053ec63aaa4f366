package dev.larder.blob.companion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells what an upstream gave from an error page, say, before it is kept. */
final class Shape {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] ARMOUR =
      "-----BEGIN PGP SIGNATURE-----".getBytes(StandardCharsets.ISO_8859_1);

  private Shape() {}

  static boolean fits(Companion companion, byte[] bytes) {
    return switch (companion) {
      case SIGNATURE -> isSignature(bytes);
      case PROVENANCE -> isProvenance(bytes);
    };
  }

  private static boolean isSignature(byte[] bytes) {
    int begin = 0;
    while (begin < bytes.length && Character.isWhitespace(bytes[begin])) {
      begin++;
    }
    int end = begin + ARMOUR.length;
    return end <= bytes.length && Arrays.equals(bytes, begin, end, ARMOUR, 0, ARMOUR.length);
  }

  /** Whether it is one JSON object of version 1 that has bundles (R740-2). */
  private static boolean isProvenance(byte[] bytes) {
    boolean version = false;
    boolean bundles = false;
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        version |=
            name.equals("version")
                && value == JsonToken.VALUE_NUMBER_INT
                && json.getText().equals("1");
        bundles |= name.equals("attestation_bundles") && value == JsonToken.START_ARRAY;
        json.skipChildren();
      }
      return version && bundles && json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
