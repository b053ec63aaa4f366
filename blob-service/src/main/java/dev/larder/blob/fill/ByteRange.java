package dev.larder.blob.fill;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes as a client asks for it (RFC 9110, 14.1; RHTTP-2, RHTTP-3). */
public sealed interface ByteRange {
  /** From a byte to another, both included; to the end when the file ends earlier. */
  record Bounded(long first, long last) implements ByteRange {}

  /** From a byte to the end. */
  record From(long first) implements ByteRange {}

  /** The last bytes; all of them when there aren't as many. */
  record Suffix(long length) implements ByteRange {}

  /** The bytes of a file of that size; empty when none of them is in it. */
  default Optional<Span> in(long size) {
    Span span =
        switch (this) {
          case Bounded(long first, long last) -> clipped(first, Math.min(last, size - 1) + 1);
          case From(long first) -> clipped(first, size);
          case Suffix(long length) -> new Span(Math.max(0, size - length), size);
        };
    return Optional.ofNullable(span).filter(s -> s.length() > 0);
  }

  /** As the header {@code Range} says it. */
  default String header() {
    return switch (this) {
      case Bounded(long first, long last) -> "bytes=" + first + "-" + last;
      case From(long first) -> "bytes=" + first + "-";
      case Suffix(long length) -> "bytes=-" + length;
    };
  }

  private static Span clipped(long first, long end) {
    return first < end ? new Span(first, end) : null;
  }

  /**
   * Reads a {@code Range} header. Empty for what is to be ignored: another unit, several ranges, or
   * nonsense.
   */
  static Optional<ByteRange> parse(String header) {
    Matcher matcher = Syntax.FORM.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(new Suffix(Long.parseLong(last)));
    }
    long from = Long.parseLong(first);
    if (last.isEmpty()) {
      return Optional.of(new From(from));
    }
    long to = Long.parseLong(last);
    return to < from ? Optional.empty() : Optional.of(new Bounded(from, to));
  }

  /** How a range is written. */
  final class Syntax {
    private static final Pattern FORM =
        Pattern.compile(
            "bytes\\s*=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})", Pattern.CASE_INSENSITIVE);

    private Syntax() {}
  }
}
