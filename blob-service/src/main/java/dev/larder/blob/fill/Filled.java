package dev.larder.blob.fill;

/**
 * A file that was had whole, and whose sha256 holds.
 *
 * @param wanted what was wanted
 * @param origin where it came from
 * @param sha256 of its bytes
 * @param size in bytes
 * @param replaces whether what lies in the object store turned out wrong
 */
public record Filled(Wanted wanted, Origin origin, String sha256, long size, boolean replaces) {}
