package dev.larder.index.database;

import dev.larder.packaging.FieldLimit;
import jakarta.annotation.Nullable;

/**
 * What was stored before its field had a limit, as it is read: longer texts never leave the
 * database whole. {@code octet_length} is known without reading a text.
 */
public final class Limited {
  /** Limits of {@link FieldLimit}, in bytes, for statements whose text must be a constant. */
  public static final int FILE_NAME = 255;

  public static final int PROJECT_NAME = 200;
  public static final int URL = 8 << 10;
  public static final int HEADER = 1 << 10;
  public static final int STATUS_REASON = 4 << 10;

  private Limited() {}

  /** A column's value, or null where it is longer than the field may be. */
  public static String orNull(String column, FieldLimit limit) {
    return "case when octet_length(%s) <= %d then %s end".formatted(column, limit.bytes(), column);
  }

  /**
   * The beginning of a column's value: as many characters as the field may have bytes, for {@link
   * #cut} to make exact.
   */
  public static String beginning(String column, FieldLimit limit) {
    return "left(%s, %d)".formatted(column, limit.bytes());
  }

  /** A text within the limit, or nothing of nothing. */
  public static @Nullable String cut(@Nullable String text, FieldLimit limit) {
    return text == null ? null : limit.cut(text);
  }
}
