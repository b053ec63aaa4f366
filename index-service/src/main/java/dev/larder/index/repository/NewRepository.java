package dev.larder.index.repository;

import dev.larder.index.command.Command;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A repository that is to be made.
 *
 * @param type {@code python} if it isn't said
 * @param sources what it subscribes to, in their order; none if it isn't said
 * @param succeedOnExisting whether one of that name will do, whatever it is like
 */
@Serdeable
record NewRepository(
    String name,
    @Nullable String type,
    @Nullable String description,
    @Nullable List<String> sources,
    @Nullable Boolean authenticated,
    @Nullable Boolean succeedOnExisting)
    implements Command {}
