package dev.larder.index.xmlrpc;

import dev.larder.index.page.CodedStream;
import dev.larder.index.page.Coding;
import dev.larder.index.project.Listed;
import dev.larder.memory.ByteBudget;
import java.io.IOException;
import java.util.Iterator;
import javax.xml.stream.XMLStreamException;

/** An answer's bytes, made while they are read. */
final class XmlRpcStream extends CodedStream {
  private static final int ITEMS = 500;

  private final XmlRpcWriter xml;
  private final XmlRpcAnswer answer;
  private boolean begun;

  /**
   * From its beginning.
   *
   * @param share of memory, given back when it is read or closed
   */
  XmlRpcStream(XmlRpcAnswer answer, Coding coding, ByteBudget.Share share) throws IOException {
    super(coding, share);
    this.answer = answer;
    try {
      this.xml = new XmlRpcWriter(out);
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  @Override
  protected boolean writePiece() throws IOException {
    try {
      if (!begun) {
        begun = true;
        begin();
      }
      boolean more = more();
      if (!more) {
        xml.end();
      }
      return more;
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void begin() throws XMLStreamException {
    xml.begin();
    switch (answer) {
      case XmlRpcAnswer.Number(long value) -> {
        xml.open("params", "param");
        xml.number(value);
      }
      case XmlRpcAnswer.Serials serials -> xml.open("params", "param", "value", "struct");
      case XmlRpcAnswer.Changes changes -> xml.open("params", "param", "value", "array", "data");
      case XmlRpcAnswer.Refused(Fault fault) -> {
        xml.open("fault", "value", "struct", "member");
        xml.text("name", "faultCode");
        xml.number(fault.code());
        xml.close(1);
        xml.open("member");
        xml.text("name", "faultString");
        xml.string(fault.line());
      }
    }
  }

  private boolean more() throws XMLStreamException {
    return switch (answer) {
      case XmlRpcAnswer.Serials(Iterator<Listed> names, long reading) -> {
        for (int i = 0; i < ITEMS && !isEnough() && names.hasNext(); i++) {
          write(names.next());
        }
        xml.flush();
        yield names.hasNext();
      }
      case XmlRpcAnswer.Changes(Iterator<Entry> entries) -> {
        for (int i = 0; i < ITEMS && !isEnough() && entries.hasNext(); i++) {
          write(entries.next());
        }
        xml.flush();
        yield entries.hasNext();
      }
      case XmlRpcAnswer.Number number -> false;
      case XmlRpcAnswer.Refused refused -> false;
    };
  }

  private void write(Listed listed) throws XMLStreamException {
    xml.open("member");
    xml.text("name", listed.displayName());
    xml.number(listed.lastSerial());
    xml.close(1);
  }

  private void write(Entry entry) throws XMLStreamException {
    xml.open("value", "array", "data");
    xml.string(entry.displayName());
    if (entry.version().isPresent()) {
      xml.string(entry.version().get());
    } else {
      xml.nil();
    }
    xml.number(entry.instant().getEpochSecond());
    xml.string(entry.action());
    xml.number(entry.serial());
    xml.close(3);
  }
}
