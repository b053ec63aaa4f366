package dev.larder.blob.metadata;

import dev.larder.blob.cache.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads a wheel's METADATA (PEP 427), byte by byte as it lies in it. */
public final class WheelMetadata {
  private static final Pattern ENTRY = Pattern.compile("([^/]+)-[^/-]+\\.dist-info/METADATA");

  private WheelMetadata() {}

  /**
   * The wheel's METADATA.
   *
   * @param atMost the bytes it may have
   * @return empty when it is no wheel, or one without, or with a longer one
   */
  public static Optional<byte[]> of(OpenFile wheel, String filename, int atMost) {
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new Reading(wheel.channel()))
            .setIgnoreLocalFileHeader(true)
            .get()) {
      Optional<ZipArchiveEntry> entry = entry(zip, filename);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry.get())) {
        byte[] bytes = in.readNBytes(atMost + 1);
        return bytes.length > atMost ? Optional.empty() : Optional.of(bytes);
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The one METADATA there is; of several, that of the project that the file is called after. */
  private static Optional<ZipArchiveEntry> entry(ZipFile zip, String filename) {
    List<ZipArchiveEntry> found = new ArrayList<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      Matcher matcher = ENTRY.matcher(entry.getName());
      if (matcher.matches()) {
        if (normalised(matcher.group(1)).equals(normalised(filename.split("-", 2)[0]))) {
          return Optional.of(entry);
        }
        found.add(entry);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static String normalised(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  /** A position of its own on a channel that others read too. */
  private static final class Reading implements SeekableByteChannel {
    private final FileChannel channel;
    private long position;

    Reading(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
      int read = channel.read(to, position);
      position += Math.max(0, read);
      return read;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
      position = to;
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    /** The file stays open for its other readers. */
    @Override
    public void close() {}
  }
}
