package dev.larder.e2e.upstream.simulated;

import java.util.Base64;

/** Makes wheels (PEP 427) that have their metadata and nothing else, in some microseconds each. */
final class Wheel {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int FIXED = 320;

  /** The second of February 2020, as MS-DOS has it. */
  private static final int DATE = 40 << 9 | 2 << 5 | 2;

  private final Text zip = new Text(1024);
  private final Text directory = new Text(512);
  private int entries;

  private Wheel() {}

  /**
   * @param metadataHash the sha256 of METADATA
   */
  static Text of(ProjectFile file, byte[] metadata, byte[] metadataHash) {
    String info = file.project().module() + "-" + file.version() + ".dist-info/";
    Text record = new Text(FIXED);
    line(record, info + "METADATA", metadataHash, metadata.length);
    line(record, info + "WHEEL", file.tag().hash(), file.tag().wheel().length);
    record.put(info).put("RECORD,,\n");
    return new Wheel()
        .add(info + "METADATA", new Text(0).put(metadata))
        .add(info + "WHEEL", new Text(0).put(file.tag().wheel()))
        .add(info + "RECORD", record)
        .finish();
  }

  private static void line(Text record, String path, byte[] hash, int size) {
    record.put(path).put(",sha256=").put(BASE64.encode(hash)).put(",").put(size).put("\n");
  }

  private Wheel add(String path, Text content) {
    int offset = zip.length();
    int crc = content.crc();
    zip.binary(0x04034b50, 4);
    facts(zip, path, content, crc).put(path).put(content);
    directory.binary(0x02014b50, 4).binary(20, 2);
    // no comment, first disk, no attributes
    facts(directory, path, content, crc).binary(0, 6).binary(0, 4).binary(offset, 4).put(path);
    entries++;
    return this;
  }

  private static Text facts(Text header, String path, Text content, int crc) {
    // version 2.0, no flags, stored, midnight
    return header
        .binary(20, 2)
        .binary(0, 6)
        .binary(DATE, 2)
        .binary(crc, 4)
        .binary(content.length(), 4)
        .binary(content.length(), 4)
        .binary(path.length(), 2)
        .binary(0, 2);
  }

  private Text finish() {
    int offset = zip.length();
    return zip.put(directory)
        .binary(0x06054b50, 4)
        .binary(0, 4)
        .binary(entries, 2)
        .binary(entries, 2)
        .binary(directory.length(), 4)
        .binary(offset, 4)
        .binary(0, 2);
  }
}
