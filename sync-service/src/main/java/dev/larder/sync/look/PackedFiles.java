package dev.larder.sync.look;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.larder.memory.ByteBudget;
import dev.larder.packaging.Digester;
import dev.larder.packaging.HashAlgorithm;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The files of a page in the form in which they are sent; of a large page, compressed, all but the
 * beginning: one of 150,000 files takes some 20 MB, a tenth of what they would take as objects. The
 * room is given back when they were read, or when nobody can read them any more.
 */
public final class PackedFiles {
  /** What reading a page takes, whatever it has: buffers, and the largest tag or string. */
  static final int READING = 512 << 10;

  /** What isn't compressed; it is within {@link #READING}. */
  private static final int PLAIN = 128 << 10;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Cleaner CLEANER = Cleaner.create();

  private final Packing packed;
  private final int size;
  private final long length;
  private final List<Omission> leftOut;
  private final ByteBudget.Share room;
  private int readers;

  private PackedFiles(Packing packed, int size, List<Omission> leftOut, ByteBudget.Share room) {
    this.packed = packed;
    this.size = size;
    this.length = packed.length;
    this.leftOut = leftOut;
    this.room = room;
    CLEANER.register(this, room::close);
  }

  /** How many they are. */
  public int size() {
    return size;
  }

  /** How long {@link #json} is, in bytes. */
  long length() {
    return length;
  }

  /** What the page has besides. */
  public List<Omission> leftOut() {
    return leftOut;
  }

  /** A sum of all of them (SHA-256), in lower-case hex: of the same files it is the same. */
  public String sha256() throws IOException {
    Digester digester = Digester.of(HashAlgorithm.SHA256);
    byte[] buffer = new byte[8192];
    try (InputStream in = packed.read()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digester.update(buffer, 0, n);
      }
    }
    return digester.finish().sha256().hex();
  }

  /** A JSON array of all of them. To be closed. */
  InputStream json() {
    synchronized (this) {
      readers++;
    }
    return new FilterInputStream(packed.read()) {
      private boolean closed;

      @Override
      public void close() throws IOException {
        super.close();
        synchronized (PackedFiles.this) {
          if (!closed) {
            closed = true;
            readers--;
            if (readers == 0) {
              release();
            }
          }
        }
      }
    };
  }

  /** Gives the room back: nobody reads them any more. */
  public void release() {
    room.close();
  }

  /** What is written: plain at first, deflated then. */
  private static final class Packing extends OutputStream {
    private final Chunks plain;
    private final Chunks deflated;
    private Deflater deflater;
    private OutputStream rest;
    private long length;

    private Packing(IntConsumer grows) {
      // The beginning is within what was taken for reading.
      this.plain = new Chunks(more -> {});
      this.deflated = new Chunks(grows);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (rest == null && length + count <= PLAIN) {
        plain.write(bytes, offset, count);
      } else {
        if (rest == null) {
          deflater = new Deflater(Deflater.BEST_SPEED);
          rest = new DeflaterOutputStream(deflated, deflater, 8192);
        }
        rest.write(bytes, offset, count);
      }
      length += count;
    }

    @Override
    public void close() throws IOException {
      if (rest != null) {
        rest.close();
      }
    }

    private InputStream read() {
      return rest == null
          ? plain.read()
          : new SequenceInputStream(plain.read(), new InflaterInputStream(deflated.read()));
    }

    private long room() {
      return plain.room() + (rest == null ? 0 : deflated.room());
    }

    private void end() {
      if (deflater != null) {
        deflater.end();
      }
    }
  }

  /** Packs files one after the other. To be closed, finished or not. */
  public static final class Packer implements AutoCloseable {
    private final ByteBudget budget;
    private final ByteBudget.Share room;
    private final Packing packed;
    private final JsonGenerator json;
    private int size;
    private boolean finished;

    /**
     * @param budget what the files take is taken from it
     * @param source whose budget it is
     * @throws dev.larder.memory.BudgetSpentException when there is no room now
     */
    public Packer(ByteBudget budget, String source) throws IOException {
      this.budget = budget;
      this.room = budget.take(READING, source);
      this.packed = new Packing(this::grow);
      this.json = JSON.createGenerator(packed);
      json.writeStartArray();
    }

    private void grow(int more) {
      if (!room.grow(more)) {
        throw new NoRoomException(room.bytes() + more >= budget.largest());
      }
    }

    /**
     * Adds a file behind the others.
     *
     * @throws NoRoomException when there is no room for it
     */
    public void add(PageFile file) throws IOException {
      file.write(json);
      size++;
    }

    /** What was added. */
    public PackedFiles finish(List<Omission> leftOut) throws IOException {
      json.writeEndArray();
      json.close();
      finished = true;
      room.shrink(packed.room());
      return new PackedFiles(packed, size, leftOut, room);
    }

    @Override
    public void close() {
      packed.end();
      if (!finished) {
        room.close();
      }
    }
  }
}
