package dev.larder.blob.serve;

import dev.larder.blob.fill.Chunks;
import dev.larder.blob.fill.Origin;
import java.io.IOException;

/** The bytes of a part, as they come. */
final class PartChunks implements Chunks {
  private static final int BUFFER = 16 << 10;

  private final Origin origin;
  private final Origin.Part part;

  PartChunks(Origin origin, Origin.Part part) {
    this.origin = origin;
    this.part = part;
  }

  @Override
  public byte[] next() throws IOException {
    try {
      byte[] bytes = part.body().readNBytes(BUFFER);
      return bytes.length == 0 ? null : bytes;
    } catch (IOException e) {
      throw origin.broken(e);
    }
  }

  @Override
  public void close() throws IOException {
    part.close();
  }
}
