package dev.larder.upload.form;

import java.util.Optional;

/**
 * A whole upload form.
 *
 * @param content what became of the file, empty where there was none
 */
public record UploadForm<T>(FormFields fields, Optional<T> content) {

  /** Takes the file while it streams by; fields may still follow it (RUP-3). */
  public interface ContentSink<T> {
    T store(String filename, java.io.InputStream bytes) throws java.io.IOException;
  }
}
