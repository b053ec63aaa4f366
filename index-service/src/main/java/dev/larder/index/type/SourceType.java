package dev.larder.index.type;

/** What a source is fed by. */
public enum SourceType {
  /** Uploads. */
  LOCAL_PYTHON("local-python"),
  /** An upstream index. */
  PYPI("pypi");

  private final String wire;

  SourceType(String wire) {
    this.wire = wire;
  }

  /** The name it has in the catalogue and the API. */
  public String wire() {
    return wire;
  }

  /** The type with that name. */
  public static SourceType of(String wire) {
    for (SourceType type : values()) {
      if (type.wire.equals(wire)) {
        return type;
      }
    }
    throw new IllegalArgumentException("Unknown type of source: " + wire);
  }
}
