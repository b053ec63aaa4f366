package dev.larder.index.xmlrpc;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML-RPC. */
final class XmlRpcWriter {
  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();
  private final XMLStreamWriter xml;

  XmlRpcWriter(OutputStream out) throws XMLStreamException {
    xml = XML.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
  }

  void begin() throws XMLStreamException {
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    open("methodResponse");
  }

  /** Begins elements, one in the other. */
  void open(String... names) throws XMLStreamException {
    for (String name : names) {
      xml.writeStartElement(name);
    }
  }

  /** Ends so many elements. */
  void close(int count) throws XMLStreamException {
    for (int i = 0; i < count; i++) {
      xml.writeEndElement();
    }
  }

  /** Ends whatever is open. */
  void end() throws XMLStreamException {
    xml.writeEndDocument();
    xml.close();
  }

  void flush() throws XMLStreamException {
    xml.flush();
  }

  void text(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  void string(String text) throws XMLStreamException {
    open("value");
    text("string", text);
    close(1);
  }

  /** A number; {@code int} holds 32 bits and {@code i8} is an extension. */
  void number(long number) throws XMLStreamException {
    open("value");
    text(number == (int) number ? "int" : "i8", Long.toString(number));
    close(1);
  }

  /** Nothing, which is an extension too, and the one that PyPI uses. */
  void nil() throws XMLStreamException {
    open("value");
    xml.writeEmptyElement("nil");
    close(1);
  }
}
