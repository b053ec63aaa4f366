package dev.larder.blob.location;

/**
 * Does this repository show this file?
 *
 * @param repo the repository's name, empty for the default one
 * @param key the key in the URL
 * @param filename the file, without {@code .metadata} and the like
 */
public record Question(String repo, FileKey key, String filename) {}
