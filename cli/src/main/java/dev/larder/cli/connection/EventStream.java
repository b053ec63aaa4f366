package dev.larder.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a server tells as it happens (server-sent events, WHATWG HTML 9.2): the documents of their
 * data, whatever the events are called. A connection that says nothing for {@link #LONGEST_SILENCE}
 * counts as dead, for a server that lives says something every 15 s.
 */
public final class EventStream implements AutoCloseable {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InputStream in;
  private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(16);
  private final Thread reader;
  private final StringBuilder data = new StringBuilder();
  private long heard = System.nanoTime();

  /** What comes next. */
  public sealed interface Next {
    /** It happened. */
    record Event(JsonNode data) implements Next {}

    /** Nothing yet. */
    record Silence() implements Next {}

    /** There is nothing more on this connection. */
    record End() implements Next {}
  }

  EventStream(InputStream in) {
    this.in = in;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Waits for an event, {@code atMost} so long. */
  public Next next(Duration atMost) {
    long until = System.nanoTime() + atMost.toNanos();
    try {
      while (true) {
        Optional<String> line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null) {
          return System.nanoTime() - heard < LONGEST_SILENCE.toNanos()
              ? new Next.Silence()
              : new Next.End();
        }
        heard = System.nanoTime();
        if (line.isEmpty()) {
          return new Next.End();
        }
        Optional<JsonNode> event = event(line.get());
        if (event.isPresent()) {
          return new Next.Event(event.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Next.End();
    }
  }

  /** An empty line ends an event; one whose data can't be read is as none. */
  private Optional<JsonNode> event(String line) {
    if (line.startsWith("data:")) {
      data.append(line, 5, line.length()).append('\n');
    }
    if (!line.isEmpty() || data.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(data.toString())).filter(JsonNode::isObject);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    } finally {
      data.setLength(0);
    }
  }

  private void read() {
    try {
      try (var text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = text.readLine(); line != null; line = text.readLine()) {
          lines.put(Optional.of(line));
        }
      } catch (IOException broken) {
        // as an end
      }
      lines.put(Optional.empty());
    } catch (InterruptedException closed) {
      // nobody listens any more
    }
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      in.close();
    } catch (IOException broken) {
      // nobody listens any more
    }
  }
}
