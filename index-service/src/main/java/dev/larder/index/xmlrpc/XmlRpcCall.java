package dev.larder.index.xmlrpc;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a client calls.
 *
 * @param arguments each a whole number, or empty where it is anything else
 */
record XmlRpcCall(String method, List<OptionalLong> arguments) {
  private static final XMLInputFactory XML = xml();

  /** It is no call; the message is one line. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String line) {
      super(line);
    }
  }

  /** Reads a call. Document types are refused, so that no entity leads anywhere. */
  static XmlRpcCall parse(byte[] body) throws Broken {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
      try {
        return call(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new Broken("The body is not well-formed XML");
    }
  }

  private static XmlRpcCall call(XMLStreamReader reader) throws XMLStreamException, Broken {
    String method = null;
    List<OptionalLong> arguments = new ArrayList<>();
    List<String> open = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean deeper = false;
    String type = "";
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD -> throw new Broken("A document type is not allowed");
        case XMLStreamConstants.START_ELEMENT -> {
          open.add(reader.getLocalName());
          text.setLength(0);
          if (path(open).equals("methodCall/params/param/value")) {
            type = "";
            deeper = false;
          } else if (path(open).startsWith("methodCall/params/param/value/")) {
            deeper |= !type.isEmpty();
            type = reader.getLocalName();
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          switch (path(open)) {
            case "methodCall/methodName" -> method = text.toString().strip();
            case "methodCall/params/param/value" ->
                arguments.add(deeper ? OptionalLong.empty() : number(type, text.toString()));
            default -> {
              // Only what stands in these is wanted.
            }
          }
          open.removeLast();
        }
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    if (method == null || method.isEmpty()) {
      throw new Broken("The body is no methodCall with a methodName");
    }
    return new XmlRpcCall(method, arguments);
  }

  private static String path(List<String> open) {
    return String.join("/", open);
  }

  /** Clients give numbers that a 32-bit integer can't hold as doubles. */
  private static OptionalLong number(String type, String text) {
    return switch (type) {
      case "int", "i4", "i8", "double" -> whole(text.strip());
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong whole(String text) {
    if (text.length() > 32) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static XMLInputFactory xml() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
