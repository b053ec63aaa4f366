package dev.larder.index.batch;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.larder.index.look.LookAnswer;
import dev.larder.index.look.Observation;
import dev.larder.index.memory.TooLargeException;
import dev.larder.index.store.Lines;
import dev.larder.packaging.ProjectName;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The looks of a batch, read in pieces that are so large as a share of the budget has room for;
 * what can't be read is told instead.
 */
final class BatchReader implements AutoCloseable {
  /** So many bytes of JSON are in memory at once, if no single look takes more. */
  private static final int PIECE = 512 << 10;

  private static final int LOOKS = 1_000;

  /** A line, what is made of it, and the rows that are written of that. */
  private static final int COPIES = 6;

  /** What reading takes beside the batch itself, in bytes. */
  static final long ROOM = (long) PIECE * COPIES;

  private static final Argument<LookAnswer> ANSWER = Argument.of(LookAnswer.class);
  private static final Pattern PROJECT = Pattern.compile("^\\{\"project\":\"([^\"\\\\]*)\"");

  private final ObjectMapper json;
  private final Room room;
  private final Consumer<String> refused;
  private final Lines lines;
  private final Set<String> seen = new HashSet<>();
  private long largest = PIECE;
  private boolean ended;

  /**
   * From its beginning.
   *
   * @param room that has {@link #ROOM}, and grows for larger looks
   * @param refused is told the names of those that can't be read
   */
  BatchReader(byte[] compressed, ObjectMapper json, Room room, Consumer<String> refused)
      throws IOException {
    this.json = json;
    this.room = room;
    this.refused = refused;
    this.lines =
        new Lines(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(compressed)), this::need);
  }

  /** The next ones; none at the end. */
  List<Looked> next() throws IOException {
    List<Looked> looks = new ArrayList<>();
    long bytes = 0;
    while (!ended && bytes < PIECE && looks.size() < LOOKS) {
      Optional<byte[]> line = line();
      if (line.isPresent()) {
        bytes += line.get().length;
        look(line.get()).ifPresent(looks::add);
      }
    }
    return looks;
  }

  private Optional<byte[]> line() throws IOException {
    try {
      byte[] line = lines.next();
      ended = line == null;
      return Optional.ofNullable(line);
    } catch (TooLargeException e) {
      refused.accept(name(lines.refused()));
      return Optional.empty();
    }
  }

  private Optional<Looked> look(byte[] line) throws IOException {
    LookAnswer answer = json.readValue(line, ANSWER);
    String project = String.valueOf(answer.project());
    Optional<ProjectName> name = ProjectName.parse(project);
    Optional<Observation.Answer> said = answer.said();
    if (name.isEmpty() || said.isEmpty()) {
      refused.accept(project);
      return Optional.empty();
    }
    return seen.add(name.get().normalised())
        ? Optional.of(new Looked(name.get(), said.get(), line.length))
        : Optional.empty();
  }

  private static String name(byte[] beginning) {
    Matcher matcher =
        PROJECT.matcher(new String(beginning, java.nio.charset.StandardCharsets.UTF_8));
    return matcher.find() ? matcher.group(1) : "?";
  }

  /** Room for a line that takes more than a piece. */
  private void need(int more) {
    if (more * 2L > largest) {
      room.need((more * 2L - largest) * COPIES);
      largest = more * 2L;
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
