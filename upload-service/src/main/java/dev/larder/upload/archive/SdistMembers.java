package dev.larder.upload.archive;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Walks once through an sdist's tar, whose members all lie in one folder (R625-1, RZIP-1). */
final class SdistMembers {

  /** What stands for one, in bytes. */
  static final long BYTES_A_MEMBER = 96;

  private final BoundedTar tar;
  private final MetadataMemory memory;
  private final MemberMemory members;
  private final Set<NameHash> names = new HashSet<>();
  private Optional<String> top = Optional.empty();
  private Optional<byte[]> metadata = Optional.empty();

  SdistMembers(BoundedTar tar, MetadataMemory memory, MemberMemory members) {
    this.tar = tar;
    this.memory = memory;
    this.members = members;
  }

  /** The PKG-INFO of the top folder. */
  Optional<byte[]> metadata() {
    return metadata;
  }

  String top() {
    return top.orElse("");
  }

  boolean holds(String path) {
    return names.contains(NameHash.of(path));
  }

  void walk() throws IOException {
    int count = 0;
    for (var next = tar.next(); next.isPresent(); next = tar.next()) {
      count++;
      if (count > ZipDirectory.MOST_MEMBERS) {
        throw new UnsoundException(
            "Invalid distribution file. It holds more than %d files."
                .formatted(ZipDirectory.MOST_MEMBERS));
      }
      members.member(count, BYTES_A_MEMBER);
      TarArchiveEntry entry = next.get();
      String path =
          entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
      if (!path.isEmpty()) {
        take(entry, path);
      }
    }
  }

  private void take(TarArchiveEntry entry, String path) throws IOException {
    if (Paths.isUnsafe(path) || isUnsafe(entry, path)) {
      throw new UnsoundException(
          "Invalid distribution file. It holds an unsafe path or a sparse file.");
    }
    String folder = path.split("/", 2)[0];
    if (!top.orElse(folder).equals(folder) || (!entry.isDirectory() && !path.contains("/"))) {
      throw new UnsoundException(
          "Invalid distribution file. It must hold one top folder and nothing beside it.");
    }
    top = Optional.of(folder);
    if (entry.isDirectory()) {
      return;
    }
    if (!names.add(NameHash.of(path))) {
      throw new UnsoundException("Invalid distribution file. It holds a file twice.");
    }
    if (path.equals(folder + "/PKG-INFO") && entry.isFile()) {
      metadata = Optional.of(MetadataCheck.read(tar, entry.getSize(), memory));
    }
  }

  /** Sparse files, devices and links that lead out (PEP 706). */
  private static boolean isUnsafe(TarArchiveEntry entry, String path) {
    if (entry.isSymbolicLink()) {
      int slash = path.lastIndexOf('/');
      return Paths.leadsOut(slash < 0 ? "" : path.substring(0, slash), entry.getLinkName());
    }
    if (entry.isLink()) {
      return Paths.leadsOut("", entry.getLinkName());
    }
    return entry.isSparse() || entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
  }
}
