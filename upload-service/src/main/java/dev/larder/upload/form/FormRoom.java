package dev.larder.upload.form;

/** Room in memory for the fields of a form, as they come. */
@FunctionalInterface
public interface FormRoom {

  /**
   * Takes some more; doesn't wait.
   *
   * @return whether there is as much
   */
  boolean grow(long bytes);
}
