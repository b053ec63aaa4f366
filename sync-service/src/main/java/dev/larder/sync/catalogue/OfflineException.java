package dev.larder.sync.catalogue;

/** The source's upstream isn't to be asked, by an administrator's word. Its message is one line. */
public final class OfflineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OfflineException(String source) {
    super("source '%s' is offline; what was taken over stays".formatted(source));
  }
}
