package dev.larder.packaging;

import java.util.Optional;

/**
 * An sdist's file name (PEP 625, and legacy forms): {@code {distribution}-{version}{extension}}.
 *
 * @param extension with its leading dot, such as {@code .tar.gz}
 */
public record SdistName(
    String filename,
    String distribution,
    ProjectName project,
    String versionText,
    Optional<Version> version,
    String extension)
    implements FileName {}
