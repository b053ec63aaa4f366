package dev.larder.sync.catalogue;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * A batch that is in the catalogue.
 *
 * @param dropped projects whose page was older than what is known
 */
@Serdeable
public record Applied(UUID id, List<String> dropped) {}
