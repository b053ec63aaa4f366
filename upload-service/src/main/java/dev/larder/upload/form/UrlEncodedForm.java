package dev.larder.upload.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.Locale;

/**
 * A form without a file (application/x-www-form-urlencoded), as clients send it that register a
 * project first. Of its fields only the action is kept.
 */
final class UrlEncodedForm {

  static final String TYPE = "application/x-www-form-urlencoded";

  private static final String ACTION = ":action";

  /** Bytes of a name or a value that are looked at. */
  private static final int LONGEST = 256;

  private final InputStream in;

  private UrlEncodedForm(InputStream in) {
    this.in = in;
  }

  static boolean is(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith(TYPE);
  }

  /** Reads the body to its end. */
  static FormFields read(InputStream body) throws IOException {
    return new UrlEncodedForm(new BufferedInputStream(body)).fields();
  }

  private FormFields fields() throws IOException {
    var fields = new FormFields();
    var text = new ByteArrayOutputStream();
    String name = "";
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '=') {
        name = decoded(text);
        text.reset();
      } else if (b == '&') {
        add(fields, name, text);
        name = "";
        text.reset();
      } else if (text.size() <= LONGEST) {
        text.write(b);
      }
    }
    add(fields, name, text);
    return fields;
  }

  private static void add(FormFields fields, String name, ByteArrayOutputStream value)
      throws FormException {
    if (name.equals(ACTION)) {
      fields.add(ACTION, decoded(value));
    }
  }

  private static String decoded(ByteArrayOutputStream text) throws FormException {
    String raw = text.toString(UTF_8);
    if (text.size() > LONGEST) {
      return raw;
    }
    try {
      return URLDecoder.decode(raw, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new FormException(400, "The form is not url-encoded as its type says.");
    }
  }
}
