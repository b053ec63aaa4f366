package dev.larder.index.packages;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A piece of a list of packages, in the order of their names.
 *
 * @param next the name after which the next piece begins, or null if this is the last
 */
@Serdeable
record PackagePage(List<PackageView> packages, @Nullable String next) {}
