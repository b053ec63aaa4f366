package dev.larder.cli.add;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that paths name, each once: a file is itself, a folder the wheels and sdists in it.
 *
 * @param taken in the order of the paths, within a folder by name
 * @param leftOut other files of the folders
 * @param missing the first path at which there is nothing
 */
record FilesOnDisk(List<Path> taken, List<Path> leftOut, Optional<Path> missing) {

  static FilesOnDisk at(List<Path> paths) throws IOException {
    var taken = new LinkedHashSet<Path>();
    List<Path> leftOut = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        for (Path file : inside(path)) {
          if (isDistribution(file)) {
            taken.add(file);
          } else {
            leftOut.add(file);
          }
        }
      } else if (Files.isRegularFile(path)) {
        taken.add(path);
      } else {
        return new FilesOnDisk(List.of(), List.of(), Optional.of(path));
      }
    }
    return new FilesOnDisk(List.copyOf(taken), leftOut, Optional.empty());
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isDistribution(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".whl") || name.endsWith(".tar.gz");
  }
}
