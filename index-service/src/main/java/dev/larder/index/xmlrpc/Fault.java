package dev.larder.index.xmlrpc;

/**
 * Why there is no answer, as XML-RPC says it.
 *
 * @param code of the specification for fault code interoperability
 * @param line what was wrong, and what to do
 */
record Fault(int code, String line) {
  static Fault broken(String line) {
    return new Fault(-32700, line);
  }

  static Fault unknownMethod(String line) {
    return new Fault(-32601, line);
  }

  static Fault wrongArguments(String line) {
    return new Fault(-32602, line);
  }

  /** What was asked for can't be had. */
  static Fault ofApplication(String line) {
    return new Fault(-32500, line);
  }
}
