package dev.larder.index.xmlrpc;

import dev.larder.index.page.Rendered;
import dev.larder.index.project.Listed;
import java.util.Iterator;

/** What a call is answered with. */
sealed interface XmlRpcAnswer {

  /** One number. */
  record Number(long value) implements XmlRpcAnswer {}

  /**
   * Each name with its project's serial.
   *
   * @param reading what reading them takes in memory, in bytes
   */
  record Serials(Iterator<Listed> names, long reading) implements XmlRpcAnswer {}

  /** Changes, each as name, version, time, action and serial. */
  record Changes(Iterator<Entry> entries) implements XmlRpcAnswer {}

  record Refused(Fault fault) implements XmlRpcAnswer {}

  /** What it takes in memory while it is sent, in bytes, about. */
  default long room() {
    return switch (this) {
      case Number number -> Rendered.room(0);
      case Serials serials -> Rendered.room(serials.reading());
      case Changes changes -> Rendered.room(Changelog.ROOM);
      case Refused refused -> Rendered.room(0);
    };
  }
}
