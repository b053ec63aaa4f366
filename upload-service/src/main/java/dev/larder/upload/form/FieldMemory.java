package dev.larder.upload.form;

/** Memory for the fields of a form, as they come. */
@FunctionalInterface
public interface FieldMemory {

  /**
   * Takes some more; doesn't wait.
   *
   * @return whether there is as much
   */
  boolean grow(long bytes);
}
