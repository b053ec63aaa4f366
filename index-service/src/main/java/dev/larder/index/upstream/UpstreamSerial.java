package dev.larder.index.upstream;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** The highest serial that an upstream said and that was believed. */
@MappedEntity("upstream_serial")
record UpstreamSerial(@Id int source, long serial, Instant noted) {}
