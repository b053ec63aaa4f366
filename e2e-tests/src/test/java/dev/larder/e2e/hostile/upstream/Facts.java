package dev.larder.e2e.hostile.upstream;

import java.util.List;

/**
 * What an attacker may know or guess.
 *
 * @param privateSha256 of a file that was uploaded, as a lock file has it
 * @param otherSha256 of a file on another upstream
 * @param insideUrls where nobody may get by way of Larder
 */
public record Facts(String privateSha256, String otherSha256, List<String> insideUrls) {}
