package dev.larder.e2e.hostile;

/**
 * An upload that is probably wrong.
 *
 * @param what is wrong with it, and its number, so that it can be made again
 * @param filename under which it would be listed
 * @param bad whether it must be refused; else what was done to it may have left it good
 */
record HostileUpload(
    String what, String project, String filename, boolean bad, String type, byte[] body) {}
