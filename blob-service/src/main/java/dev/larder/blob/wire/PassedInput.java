package dev.larder.blob.wire;

import dev.larder.service.request.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes bytes on; a thread of its own reads them, a few pieces ahead. */
final class PassedInput extends Input {
  private static final Logger log = LoggerFactory.getLogger(PassedInput.class);
  private static final int AHEAD = 2;

  private sealed interface Piece {
    record Bytes(byte[] bytes) implements Piece {}

    record End() implements Piece {}

    record Broken(IOException why) implements Piece {}
  }

  private final OptionalLong length;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(AHEAD);
  private final Thread reader;
  private long given;
  private boolean ended;

  PassedInput(Channel channel, ChunkedWriteHandler writer, Body.Passed body) {
    super(channel, writer);
    this.length = body.length();
    this.reader = RequestId.start("pass", () -> read(body));
  }

  private void read(Body.Passed body) {
    try (body) {
      for (byte[] chunk = body.chunks().next(); chunk != null; chunk = body.chunks().next()) {
        put(new Piece.Bytes(chunk));
      }
      put(new Piece.End());
    } catch (InterruptedException e) {
      // The client left.
    } catch (IOException | RuntimeException e) {
      log.warn("Passing a file on broke off: {}", e.getMessage());
      try {
        put(new Piece.Broken(new IOException(e)));
      } catch (InterruptedException left) {
        // The client left.
      }
    }
  }

  private void put(Piece piece) throws InterruptedException {
    pieces.put(piece);
    wake();
  }

  @Override
  Object next() throws IOException {
    return switch (pieces.poll()) {
      case null -> null;
      case Piece.Bytes(byte[] bytes) -> {
        given += bytes.length;
        if (length.isPresent() && given > length.getAsLong()) {
          throw new IOException("More bytes came than were announced.");
        }
        advanced(bytes.length);
        yield Unpooled.wrappedBuffer(bytes);
      }
      case Piece.End() -> {
        if (length.isPresent() && given != length.getAsLong()) {
          throw new IOException("Fewer bytes came than were announced.");
        }
        ended = true;
        yield null;
      }
      case Piece.Broken(IOException why) -> throw why;
    };
  }

  @Override
  public boolean isEndOfInput() {
    return ended;
  }

  @Override
  public long length() {
    return length.orElse(-1);
  }

  @Override
  void release() {
    reader.interrupt();
  }
}
