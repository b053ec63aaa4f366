package dev.larder.sync.look;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The answer to a look, as the caller reads it. */
@Serdeable
public record Answer(
    String outcome,
    @Nullable String etag,
    @Nullable Long serial,
    @Nullable Object status,
    @Nullable String statusReason,
    @Nullable String url,
    @Nullable String detail,
    @Nullable List<File> files,
    @Nullable List<Left> leftOut) {

  @Serdeable
  public record File(
      String filename,
      String url,
      @Nullable String sha256,
      @Nullable Long size,
      @Nullable String requiresPython,
      boolean yanked,
      @Nullable String yankedReason,
      @Nullable String uploadTime,
      boolean metadata,
      @Nullable String metadataSha256,
      @Nullable Boolean gpgSig,
      @Nullable String provenance,
      @Nullable String hash) {}

  @Serdeable
  public record Left(String what, String why, int count, List<String> examples) {}

  public static Answer of(Outcome outcome) {
    try (InputStream json = LookAnswer.json(outcome)) {
      return of(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer of(InputStream json) {
    try {
      return ObjectMapper.getDefault().readValue(json, Answer.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public File file(String filename) {
    return files.stream().filter(f -> f.filename().equals(filename)).findFirst().orElseThrow();
  }

  public List<String> filenames() {
    return files.stream().map(File::filename).toList();
  }
}
