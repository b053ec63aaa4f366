package dev.larder.index.page;

import dev.larder.index.memory.PieceStream;
import dev.larder.memory.ByteBudget;
import jakarta.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An answer's bytes, written in pieces and compressed while they are read. */
public abstract class CodedStream extends PieceStream {
  private static final int ENOUGH = 32_768;

  /** Takes what the answer says; what is flushed goes out with the piece. */
  protected final OutputStream out;

  private final ByteArrayOutputStream made = new ByteArrayOutputStream(ENOUGH * 2);
  private boolean ended;

  /**
   * From its beginning.
   *
   * @param share of memory, given back when it is read or closed
   */
  protected CodedStream(Coding coding, ByteBudget.Share share) throws IOException {
    super(share);
    this.out = coding.flushing(made);
  }

  /** Writes the next piece; false if it was the last. */
  protected abstract boolean writePiece() throws IOException;

  /** Whether a piece has become large enough. */
  protected final boolean isEnough() {
    return made.size() >= ENOUGH;
  }

  @Override
  protected final @Nullable byte[] next() throws IOException {
    if (ended) {
      return null;
    }
    if (!writePiece()) {
      ended = true;
      out.close();
    }
    byte[] bytes = made.toByteArray();
    made.reset();
    return bytes;
  }

  /** Also where it isn't read to its end. */
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      // it goes nowhere but into memory
    } finally {
      super.close();
    }
  }
}
