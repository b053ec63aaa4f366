package dev.larder.blob.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that hadn't come whole when this service was killed, and the note beside it that says
 * which one it is. While it comes, the note lies beside the temporary file; a start calls both
 * after the file, and they are kept and dropped as all others are.
 *
 * @param name of the whole file
 * @param validator by which its upstream tells whether it has the same one still: a strong ETag, or
 *     a date (RFC 9110, 13.1.5)
 * @param bytes how many came
 */
record PartialFile(CacheName name, String validator, long bytes) {
  private static final String NOTE = ".note";

  /** What a note may be long, in characters; it counts in no room. */
  private static final int LONGEST = 400;

  /** What came of it. */
  CacheName file() {
    return fileOf(name);
  }

  /** What is known of it. */
  CacheName note() {
    return noteOf(name);
  }

  static CacheName fileOf(CacheName name) {
    return name.with(".part");
  }

  static CacheName noteOf(CacheName name) {
    return name.with(".part-note");
  }

  /** Where the note of a temporary file lies. */
  static Path noteOf(Path temporary) {
    return temporary.resolveSibling(temporary.getFileName() + NOTE);
  }

  static boolean isNote(Path path) {
    return path.getFileName().toString().endsWith(NOTE);
  }

  /** The temporary file of a note. */
  static Path of(Path note) {
    String text = note.getFileName().toString();
    return note.resolveSibling(text.substring(0, text.length() - NOTE.length()));
  }

  /** Writes the note; a validator that is no single short line isn't noted. */
  static void write(Path note, CacheName name, String validator) throws IOException {
    String text = name + "\n" + validator + "\n";
    if (text.length() <= LONGEST && validator.lines().count() == 1) {
      Files.writeString(note, text);
    }
  }

  /** Reads a note and how large its file is; empty when it is none, or cut off, or alone. */
  static Optional<PartialFile> read(Path note, Path file) {
    try {
      if (Files.size(note) > 4L * LONGEST) {
        return Optional.empty();
      }
      long bytes = Files.size(file);
      String text = Files.readString(note);
      List<String> lines = text.lines().toList();
      return lines.size() == 2 && text.endsWith("\n")
          ? CacheName.parse(lines.getFirst())
              .map(name -> new PartialFile(name, lines.getLast(), bytes))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
