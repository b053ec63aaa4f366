package dev.larder.upload.archive;

import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Version;
import dev.larder.packaging.WheelName;
import dev.larder.upload.storage.StoreAwayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens a wheel where it lies (R427-1): its records, its METADATA and its RECORD are read, nothing
 * else.
 */
final class WheelCheck {

  /** What stands for a member, in bytes. */
  static final long BYTES_A_MEMBER = 176;

  private static final String DIST_INFO = ".dist-info";
  private static final List<String> REQUIRED = List.of("METADATA", "WHEEL", "RECORD");

  private WheelCheck() {}

  /**
   * Checks the wheel.
   *
   * @param memory for its METADATA
   * @param memberMemory for what stands for its members
   * @throws StoreAwayException where it can't be read now
   */
  static Inspection inspect(
      SeekableByteChannel file, WheelName name, MetadataMemory memory, MemberMemory memberMemory)
      throws StoreAwayException {
    var folders = new TreeSet<String>();
    var members = new AtomicInteger();
    try {
      Optional<ZipArchive> zip =
          ZipArchive.open(
              new ZipBytes(file),
              (path, member) -> {
                memberMemory.member(members.incrementAndGet(), BYTES_A_MEMBER);
                note(path, folders);
              });
      return zip.isPresent() ? inspect(zip.get(), folders, name, memory) : unreadable(name);
    } catch (StoreAwayException e) {
      throw e;
    } catch (UnsoundException e) {
      return new Inspection.Unsound(e.getMessage());
    } catch (IOException | ArithmeticException e) {
      return unreadable(name);
    }
  }

  private static Inspection unreadable(WheelName name) {
    return new Inspection.Unsound(
        "Invalid distribution file. '%s' is no readable zip archive.".formatted(name.filename()));
  }

  private static Inspection inspect(
      ZipArchive zip, TreeSet<String> folders, WheelName name, MetadataMemory memory)
      throws IOException {
    String folder = distInfo(folders, name);
    for (String required : REQUIRED) {
      if (!zip.holds(folder + required)) {
        return new Inspection.Unsound(
            "Wheel '%s' does not contain the required %s file: %s%s"
                .formatted(name.filename(), required, folder, required));
      }
    }
    Inspection inspection;
    ZipMember member = zip.find(folder + "METADATA").orElseThrow();
    try (InputStream metadata = zip.read(member)) {
      inspection =
          MetadataCheck.check(
              MetadataCheck.read(metadata, member.size(), memory),
              name,
              path -> folder + "licenses/" + path,
              zip::holds);
    }
    return switch (inspection) {
      case Inspection.Unsound unsound -> unsound;
      case Inspection.Sound sound ->
          RecordCheck.check(zip, folder, name.filename())
              .<Inspection>map(Inspection.Unsound::new)
              .orElse(sound);
    };
  }

  private static void note(String path, TreeSet<String> folders) throws UnsoundException {
    int slash = path.indexOf('/');
    if (slash > 0 && path.substring(0, slash).endsWith(DIST_INFO)) {
      folders.add(path.substring(0, slash));
    }
    if (folders.size() > 1) {
      throw new UnsoundException(
          "Invalid distribution file. It holds more than one .dist-info folder.");
    }
  }

  /**
   * The folder of that name and version, in whatever spelling; where there is none, as it should be
   * called.
   */
  private static String distInfo(TreeSet<String> folders, WheelName name) {
    return folders.stream().filter(f -> belongsTo(f, name)).findFirst().orElse(name.distInfo())
        + "/";
  }

  private static boolean belongsTo(String folder, WheelName name) {
    String stem = folder.substring(0, folder.length() - DIST_INFO.length());
    int dash = stem.indexOf('-');
    return dash > 0
        && ProjectName.parse(stem.substring(0, dash)).equals(Optional.of(name.project()))
        && Version.parse(stem.substring(dash + 1)).equals(name.version());
  }
}
