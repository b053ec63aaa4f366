package dev.larder.sync.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** JSON of others, read token by token in memory of a fixed size. */
public final class JsonText {
  /** Of a string as it is written, in characters; what it has beyond is not read. */
  private static final int LONGEST = 64 << 10;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(2 * LONGEST)
                  .maxNameLength(2 * LONGEST)
                  .maxNumberLength(LONGEST)
                  .build())
          // Names that others choose are not kept.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonText() {}

  /** To be closed. */
  public static JsonParser parser(InputStream in) throws IOException {
    return JSON.createParser(new BoundedReader(new InputStreamReader(in, UTF_8), LONGEST));
  }
}
