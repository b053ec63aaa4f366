package dev.larder.index.command;

/**
 * What the body of a call says: a record, its components the keys that are known. A component
 * without {@code @Nullable} must be given; texts, numbers, flags and lists of texts or of numbers
 * are possible.
 */
public interface Command {}
