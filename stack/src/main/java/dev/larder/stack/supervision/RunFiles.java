package dev.larder.stack.supervision;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.larder.stack.folder.PrivateFiles;
import dev.larder.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which processes a stack has started: {@code run/{part}.json}, and {@code run/stack} for itself.
 */
public final class RunFiles {
  private static final String SUFFIX = ".json";
  private static final Gson GSON = new Gson();

  private final Path folder;

  /**
   * @param folder the data folder's {@code run}
   */
  public RunFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The stack itself.
   *
   * @param address where its gateway is reached
   * @param ready whether it has been ready once
   */
  public record StackMark(long pid, String start, String address, boolean ready) {
    /** The process. */
    public Identity identity() {
      return new Identity(pid, start);
    }
  }

  /**
   * The process of a part, and how to end it without knowing more of the part.
   *
   * @param patience milliseconds
   */
  public record PartMark(
      long pid, String start, String title, Part.Layer layer, String signal, long patience) {

    static PartMark of(Part part, Identity identity) {
      return new PartMark(
          identity.pid(),
          identity.start(),
          part.title(),
          part.layer(),
          part.stopSignal(),
          part.patience().toMillis());
    }

    /** The process. */
    public Identity identity() {
      return new Identity(pid, start);
    }

    private boolean isWhole() {
      return start != null && layer != null && signal != null;
    }
  }

  /** Notes the process of a part. */
  public void started(Part part, Identity identity) {
    write(folder.resolve(part.name() + SUFFIX), GSON.toJson(PartMark.of(part, identity)));
  }

  /** Forgets the process of a part. */
  public void ended(String part) {
    delete(folder.resolve(part + SUFFIX));
  }

  /** Notes the stack's own process. */
  public void stack(StackMark mark) {
    write(folder.resolve("stack"), GSON.toJson(mark));
  }

  /** Forgets the stack's own process. */
  public void stackEnded() {
    delete(folder.resolve("stack"));
  }

  /** The stack that wrote here last and has not ended cleanly; it may be dead. */
  public Optional<StackMark> stack() {
    return read(folder.resolve("stack"), StackMark.class).filter(mark -> mark.start() != null);
  }

  /** The parts that were started and not ended, with their processes, dead or alive. */
  public Map<String, PartMark> parts() {
    Map<String, PartMark> parts = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return parts;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        String name = file.getFileName().toString();
        read(file, PartMark.class)
            .filter(PartMark::isWhole)
            .ifPresent(mark -> parts.put(name.substring(0, name.length() - SUFFIX.length()), mark));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  private static void write(Path file, String json) {
    try {
      PrivateFiles.write(file, json + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), type));
    } catch (NoSuchFileException | JsonParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
