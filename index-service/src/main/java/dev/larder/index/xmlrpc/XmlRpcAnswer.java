package dev.larder.index.xmlrpc;

import dev.larder.index.project.Projects.Listed;
import java.util.Iterator;

/** What a call is answered with. */
sealed interface XmlRpcAnswer {

  /** One number. */
  record Number(long value) implements XmlRpcAnswer {}

  /** Each name with its project's serial. */
  record Serials(Iterator<Listed> names) implements XmlRpcAnswer {}

  /** Changes, each as name, version, time, action and serial. */
  record Changes(Iterator<Entry> entries) implements XmlRpcAnswer {}

  record Refused(Fault fault) implements XmlRpcAnswer {}
}
