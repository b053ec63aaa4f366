package dev.larder.sync.look;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.larder.memory.ByteBudget;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The files of a page in the form in which they are sent, compressed: a page of 150,000 files takes
 * some 20 MB, a tenth of what they would take as objects. The room is given back when they were
 * read, or when nobody can read them any more.
 */
public final class PackedFiles {
  /** What reading a page takes, whatever it has: buffers, and the largest tag or string. */
  static final int READING = 512 << 10;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Cleaner CLEANER = Cleaner.create();

  private final Chunks packed;
  private final int size;
  private final long length;
  private final List<Omission> leftOut;
  private final ByteBudget.Share room;
  private int readers;

  private PackedFiles(
      Chunks packed, int size, long length, List<Omission> leftOut, ByteBudget.Share room) {
    this.packed = packed;
    this.size = size;
    this.length = length;
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

  /** A JSON array of all of them. To be closed. */
  InputStream json() {
    synchronized (this) {
      readers++;
    }
    return new FilterInputStream(new InflaterInputStream(packed.read())) {
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

  /** Packs files one after the other. To be closed, finished or not. */
  public static final class Packer implements AutoCloseable {
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final ByteBudget budget;
    private final ByteBudget.Share room;
    private final Chunks packed;
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
      this.packed = new Chunks(this::grow);
      this.json = JSON.createGenerator(new DeflaterOutputStream(packed, deflater, 8192));
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
      return new PackedFiles(packed, size, deflater.getBytesRead(), leftOut, room);
    }

    @Override
    public void close() {
      deflater.end();
      if (!finished) {
        room.close();
      }
    }
  }
}
