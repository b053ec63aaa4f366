package dev.larder.upload.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip that every reader reads alike, whether it goes by the central directory or from front to
 * back (RZIP-1). Where the file lies it is read here and there, never unpacked.
 */
final class ZipArchive {

  private static final long ALWAYS_ALLOWED = 64L << 20;
  private static final long RATIO = 50;

  private final ZipBytes file;
  private final ZipEnd end;
  private final List<ZipMember> members = new ArrayList<>();
  private final Map<NameHash, Integer> places = new HashMap<>();

  private ZipArchive(ZipBytes file, ZipEnd end) {
    this.file = file;
    this.end = end;
  }

  /**
   * Opens a zip and checks every record of it.
   *
   * @param names is told every name
   * @return empty where it is no zip
   * @throws UnsoundException where it is none that is safe to read
   */
  static Optional<ZipArchive> open(ZipBytes file, ZipDirectory.Visitor names) throws IOException {
    Optional<ZipEnd> end = ZipEnd.find(file);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    var archive = new ZipArchive(file, end.get());
    ZipDirectory.walk(
        file,
        end.get(),
        (name, member) -> {
          names.visit(name, member);
          archive.add(member);
        });
    archive.checkSizes();
    archive.checkRecords();
    return Optional.of(archive);
  }

  private void add(ZipMember member) throws UnsoundException {
    if (places.putIfAbsent(member.name(), members.size()) != null) {
      throw UnsoundException.zip("Duplicate filename in central directory");
    }
    members.add(member);
  }

  private void checkSizes() throws IOException {
    long most = Math.max(ALWAYS_ALLOWED, file.size() * RATIO);
    long total = 0;
    for (ZipMember member : members) {
      total = Math.addExact(total, member.size());
      if (total > most) {
        throw new UnsoundException(
            "Invalid distribution file. It unpacks to more than %d times its size."
                .formatted(RATIO));
      }
    }
  }

  /** From the file's first byte to the directory there is one record after the other. */
  private void checkRecords() throws IOException {
    List<ZipMember> inPlace =
        members.stream().sorted((a, b) -> Long.compare(a.offset(), b.offset())).toList();
    long at = 0;
    for (int i = 0; i < inPlace.size(); i++) {
      ZipMember member = inPlace.get(i);
      if (member.offset() != at) {
        throw UnsoundException.zip("Unknown record signature");
      }
      at = i + 1 < inPlace.size() ? inPlace.get(i + 1).offset() : end.directory();
      ZipLocalHeader.read(file, member).checkEnd(file, member, at);
    }
    if (at != end.directory()) {
      throw UnsoundException.zip("Unknown record signature");
    }
  }

  Optional<ZipMember> find(String name) {
    return Optional.ofNullable(places.get(NameHash.of(name))).map(members::get);
  }

  boolean holds(String name) {
    return find(name).isPresent();
  }

  /** The unpacked bytes, which end where the directory says; of no use once another is read. */
  InputStream read(ZipMember member) throws IOException {
    InputStream packed = file.from(ZipLocalHeader.read(file, member).data());
    return switch (member.method()) {
      case ZipMember.STORED -> new Checked(packed, member);
      case ZipMember.DEFLATED ->
          new Checked(
              new InflaterInputStream(packed, new Inflater(true), 8 << 10) {
                @Override
                public void close() throws IOException {
                  super.close();
                  inf.end();
                }
              },
              member);
      default -> throw UnsoundException.zip("Compression method %d".formatted(member.method()));
    };
  }

  /** Which members a list names. */
  final class Ticks {
    private final BitSet ticked = new BitSet(members.size());

    /** False where there is no such member. */
    boolean tick(String name) {
      Integer place = places.get(NameHash.of(name));
      if (place != null) {
        ticked.set(place);
      }
      return place != null;
    }

    /** The first file that the list doesn't name. */
    Optional<String> missing() throws IOException {
      var missing = new ArrayList<String>();
      ZipDirectory.walk(
          file,
          end,
          (name, member) -> {
            if (missing.isEmpty() && !member.folder() && !ticked.get(places.get(member.name()))) {
              missing.add(name);
            }
          });
      return missing.stream().findFirst();
    }
  }

  Ticks ticks() {
    return new Ticks();
  }
}
