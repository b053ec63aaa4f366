package dev.larder.index.xmlrpc;

import dev.larder.index.memory.PieceStream;
import dev.larder.index.page.Coding;
import dev.larder.index.project.Projects.Listed;
import dev.larder.memory.ByteBudget;
import jakarta.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.xml.stream.XMLStreamException;

/** An answer's bytes, made while they are read. */
final class XmlRpcStream extends PieceStream {
  private static final int ENOUGH = 32_768;
  private static final int ITEMS = 500;

  private final ByteArrayOutputStream made = new ByteArrayOutputStream(ENOUGH * 2);
  private final OutputStream coded;
  private final XmlRpcWriter out;
  private final XmlRpcAnswer answer;
  private boolean begun;
  private boolean ended;

  /**
   * From its beginning.
   *
   * @param share of memory, given back when it is read or closed
   */
  XmlRpcStream(XmlRpcAnswer answer, Coding coding, ByteBudget.Share share) throws IOException {
    super(share);
    this.answer = answer;
    this.coded = coding.over(made);
    try {
      this.out = new XmlRpcWriter(coded);
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  @Override
  protected @Nullable byte[] next() throws IOException {
    if (ended) {
      return null;
    }
    try {
      if (!begun) {
        begun = true;
        begin();
      }
      if (!more()) {
        ended = true;
        out.end();
        coded.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    byte[] bytes = made.toByteArray();
    made.reset();
    return bytes;
  }

  /** Also where it isn't read to its end. */
  @Override
  public void close() {
    try {
      coded.close();
    } catch (IOException e) {
      // it goes nowhere but into memory
    } finally {
      super.close();
    }
  }

  private void begin() throws XMLStreamException {
    out.begin();
    switch (answer) {
      case XmlRpcAnswer.Number(long value) -> {
        out.open("params", "param");
        out.number(value);
      }
      case XmlRpcAnswer.Serials serials -> out.open("params", "param", "value", "struct");
      case XmlRpcAnswer.Changes changes -> out.open("params", "param", "value", "array", "data");
      case XmlRpcAnswer.Refused(Fault fault) -> {
        out.open("fault", "value", "struct", "member");
        out.text("name", "faultCode");
        out.number(fault.code());
        out.close(1);
        out.open("member");
        out.text("name", "faultString");
        out.string(fault.line());
      }
    }
  }

  private boolean more() throws XMLStreamException {
    return switch (answer) {
      case XmlRpcAnswer.Serials(Iterator<Listed> names, long reading) -> {
        for (int i = 0; i < ITEMS && made.size() < ENOUGH && names.hasNext(); i++) {
          write(names.next());
        }
        out.flush();
        yield names.hasNext();
      }
      case XmlRpcAnswer.Changes(Iterator<Entry> entries) -> {
        for (int i = 0; i < ITEMS && made.size() < ENOUGH && entries.hasNext(); i++) {
          write(entries.next());
        }
        out.flush();
        yield entries.hasNext();
      }
      case XmlRpcAnswer.Number number -> false;
      case XmlRpcAnswer.Refused refused -> false;
    };
  }

  private void write(Listed listed) throws XMLStreamException {
    out.open("member");
    out.text("name", listed.displayName());
    out.number(listed.lastSerial());
    out.close(1);
  }

  private void write(Entry entry) throws XMLStreamException {
    out.open("value", "array", "data");
    out.string(entry.displayName());
    if (entry.version().isPresent()) {
      out.string(entry.version().get());
    } else {
      out.nil();
    }
    out.number(entry.instant().getEpochSecond());
    out.string(entry.action());
    out.number(entry.serial());
    out.close(3);
  }
}
