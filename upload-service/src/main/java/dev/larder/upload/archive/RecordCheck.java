package dev.larder.upload.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * A wheel's RECORD lists the wheel's files, each of them and nothing else (R427-1). Its hashes
 * aren't compared: no member is ever unpacked, and the digest of the whole file covers them all.
 */
final class RecordCheck {

  private static final int LONGEST_ROW = 64 << 10;

  private final Reader in;
  private int last;

  private RecordCheck(Reader in) {
    this.in = in;
  }

  /**
   * What is wrong, in one line.
   *
   * @param folder the dist-info, with its slash
   */
  static Optional<String> check(ZipArchive zip, String folder, String filename) throws IOException {
    ZipArchive.Ticks ticks = zip.ticks();
    ZipMember member = zip.find(folder + "RECORD").orElseThrow();
    try (InputStream bytes = zip.read(member);
        var reader = new BufferedReader(new InputStreamReader(bytes, UTF_8.newDecoder()))) {
      var rows = new RecordCheck(reader);
      for (var path = rows.next(); path.isPresent(); path = rows.next()) {
        if (!path.get().isEmpty() && !ticks.tick(path.get()) && !isSignature(path.get(), folder)) {
          return Optional.of(
              "RECORD of wheel '%s' lists '%s', which is not in the wheel."
                  .formatted(filename, path.get()));
        }
      }
    } catch (CharacterCodingException e) {
      return Optional.of("RECORD of wheel '%s' is not valid UTF-8.".formatted(filename));
    }
    // it need not list itself, nor what signs it
    for (String own : new String[] {"RECORD", "RECORD.jws", "RECORD.p7s"}) {
      ticks.tick(folder + own);
    }
    return ticks
        .missing()
        .map(
            path ->
                "Wheel '%s' holds '%s', which its RECORD does not list.".formatted(filename, path));
  }

  private static boolean isSignature(String path, String folder) {
    return path.equals(folder + "RECORD.jws") || path.equals(folder + "RECORD.p7s");
  }

  /** The first field of the next row; empty at the end. */
  private Optional<String> next() throws IOException {
    var path = new StringBuilder();
    boolean quoted = false;
    boolean first = true;
    int length = 0;
    for (int c = read(); c >= 0; c = read()) {
      length++;
      if (length > LONGEST_ROW) {
        throw new UnsoundException("Invalid distribution file. A line of its RECORD is too long.");
      }
      if (c == '"') {
        // a doubled one, inside of quotes, is one of the name
        if (!quoted && last == '"' && first && length > 1 && !path.isEmpty()) {
          path.append('"');
        }
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        first = false;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        return Optional.of(path.toString());
      } else if (first) {
        path.append((char) c);
      }
      last = c;
    }
    return length == 0 ? Optional.empty() : Optional.of(path.toString());
  }

  private int read() throws IOException {
    return in.read();
  }
}
