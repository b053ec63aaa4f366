package dev.larder.sync.catalogue;

/** The source looks elsewhere by now, or isn't there any more. */
public final class OtherUpstreamException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line
   */
  public OtherUpstreamException(String message) {
    super(message);
  }
}
