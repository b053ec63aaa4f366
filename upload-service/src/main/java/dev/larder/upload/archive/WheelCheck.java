package dev.larder.upload.archive;

import dev.larder.packaging.ProjectName;
import dev.larder.packaging.Version;
import dev.larder.packaging.WheelName;
import dev.larder.upload.storage.ObjectChannel;
import dev.larder.upload.storage.StoreAwayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Opens a wheel where it lies (R427-1): its directory and its METADATA are read, nothing else. */
final class WheelCheck {

  private static final List<String> REQUIRED = List.of("METADATA", "WHEEL", "RECORD");

  private WheelCheck() {}

  /**
   * Checks the wheel.
   *
   * @throws StoreAwayException where it can't be read now
   */
  static Inspection inspect(SeekableByteChannel file, WheelName name) throws StoreAwayException {
    // local headers are not compared: that is a read for each entry
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(file).setIgnoreLocalFileHeader(true).get()) {
      String folder = distInfo(zip, name);
      for (String required : REQUIRED) {
        if (zip.getEntry(folder + required) == null) {
          return new Inspection.Unsound(
              "Wheel '%s' does not contain the required %s file: %s%s"
                  .formatted(name.filename(), required, folder, required));
        }
      }
      try (InputStream metadata = zip.getInputStream(zip.getEntry(folder + "METADATA"))) {
        return MetadataCheck.check(MetadataCheck.read(metadata), name);
      }
    } catch (StoreAwayException e) {
      throw e;
    } catch (UnsoundException e) {
      return new Inspection.Unsound(e.getMessage());
    } catch (ObjectChannel.TooMuchException e) {
      return new Inspection.Unsound(
          "Invalid distribution file. Its directory or its metadata is too large.");
    } catch (IOException | IllegalArgumentException e) {
      return new Inspection.Unsound(
          "Invalid distribution file. '%s' is no readable zip archive.".formatted(name.filename()));
    }
  }

  /**
   * The folder of that name and version, in whatever spelling; where there is none, as it should be
   * called.
   */
  private static String distInfo(ZipFile zip, WheelName name) throws UnsoundException {
    var folders = new TreeSet<String>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (isUnsafe(entry.getName())) {
        throw new UnsoundException("Invalid distribution file. It holds an unsafe path.");
      }
      int slash = entry.getName().indexOf('/');
      if (slash > 0 && entry.getName().substring(0, slash).endsWith(".dist-info")) {
        folders.add(entry.getName().substring(0, slash));
      }
    }
    if (folders.size() > 1) {
      throw new UnsoundException(
          "Invalid distribution file. It holds more than one .dist-info folder.");
    }
    return new ArrayList<>(folders)
            .stream().filter(f -> belongsTo(f, name)).findFirst().orElse(name.distInfo())
        + "/";
  }

  private static boolean belongsTo(String folder, WheelName name) {
    String stem = folder.substring(0, folder.length() - ".dist-info".length());
    int dash = stem.indexOf('-');
    return dash > 0
        && ProjectName.parse(stem.substring(0, dash)).equals(Optional.of(name.project()))
        && Version.parse(stem.substring(dash + 1)).equals(name.version());
  }

  static boolean isUnsafe(String path) {
    return path.startsWith("/")
        || path.contains("\\")
        || path.indexOf('\0') >= 0
        || List.of(path.split("/", -1)).contains("..");
  }
}
