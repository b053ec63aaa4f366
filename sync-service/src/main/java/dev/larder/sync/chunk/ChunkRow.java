package dev.larder.sync.chunk;

import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** Some names of a run, packed, and which of them were looked at. */
@MappedEntity("chunk")
record ChunkRow(UUID run, int number, boolean secondLook, int size, byte[] names, byte[] done) {}
