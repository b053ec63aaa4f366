package dev.larder.upload.accept;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What uploads may take.
 *
 * @param maxFileSize of one file, in bytes
 * @param partBuffers how many parts (of 5 MiB for files up to 48 GiB) all uploads together hold in
 *     memory, where the heap has room for so many
 * @param patience how long an upload waits for its turn to read a part
 * @param stall how long a body may stand still
 */
@ConfigurationProperties("larder.upload")
public record UploadConfiguration(
    @Bindable(defaultValue = "5368709120") long maxFileSize,
    @Bindable(defaultValue = "12") int partBuffers,
    @Bindable(defaultValue = "5m") Duration patience,
    @Bindable(defaultValue = "60s") Duration stall) {
  public UploadConfiguration {
    if (maxFileSize < 1) {
      throw new IllegalArgumentException(
          "LARDER_UPLOAD_MAX_FILE_SIZE must be at least 1 byte: " + maxFileSize);
    }
    if (partBuffers < 1) {
      throw new IllegalArgumentException(
          "LARDER_UPLOAD_PART_BUFFERS must be at least 1: " + partBuffers);
    }
  }
}
