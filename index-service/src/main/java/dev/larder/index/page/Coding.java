package dev.larder.index.page;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** How a page is compressed (RHTTP-5), the better one first. */
public enum Coding {
  ZSTD("zstd"),
  GZIP("gzip"),
  IDENTITY("");

  private final String token;

  Coding(String token) {
    this.token = token;
  }

  /** What stands in {@code Content-Encoding}; nothing for {@link #IDENTITY}. */
  Optional<String> contentEncoding() {
    return this == IDENTITY ? Optional.empty() : Optional.of(token);
  }

  /** The one that {@code Accept-Encoding} prefers; it is never wrong to compress nothing. */
  static Coding negotiate(String acceptEncoding) {
    List<Preference> preferences = Preference.parse(acceptEncoding);
    Coding best = IDENTITY;
    double bestQuality = 0;
    for (Coding coding : List.of(ZSTD, GZIP)) {
      double quality = coding.quality(preferences);
      if (quality > bestQuality) {
        best = coding;
        bestQuality = quality;
      }
    }
    return best;
  }

  /** Compresses what is written; closing it closes {@code out}. */
  public OutputStream over(OutputStream out) throws IOException {
    return switch (this) {
      case ZSTD -> new ZstdOutputStream(out, 3);
      case GZIP -> new GZIPOutputStream(out, 8192);
      case IDENTITY -> out;
    };
  }

  /** The same, where all that was written can be had by flushing. */
  OutputStream flushing(OutputStream out) throws IOException {
    return this == GZIP ? new GZIPOutputStream(out, 8192, true) : over(out);
  }

  private double quality(List<Preference> preferences) {
    return preferences.stream()
        .filter(preference -> preference.value().equals(token))
        .findFirst()
        .or(() -> preferences.stream().filter(p -> p.value().equals("*")).findFirst())
        .map(Preference::quality)
        .orElse(0.0);
  }
}
