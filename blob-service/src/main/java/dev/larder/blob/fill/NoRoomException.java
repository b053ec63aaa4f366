package dev.larder.blob.fill;

/** The disk cache has no room for a file, which can only be passed on then. */
public final class NoRoomException extends Exception {
  private static final long serialVersionUID = 1;
}
