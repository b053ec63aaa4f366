package dev.larder.index.database;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import org.postgresql.PGStatement;

/** {@link Instant#MAX}, the moment that is always the latest, is PostgreSQL's infinity. */
@Singleton
public class Endless implements AttributeConverter<Instant, Timestamp> {

  @Override
  public @Nullable Timestamp convertToPersistedValue(
      @Nullable Instant instant, ConversionContext context) {
    if (instant == null) {
      return null;
    }
    return instant.equals(Instant.MAX)
        ? new Timestamp(PGStatement.DATE_POSITIVE_INFINITY)
        : Timestamp.from(instant);
  }

  @Override
  public @Nullable Instant convertToEntityValue(
      @Nullable Timestamp timestamp, ConversionContext context) {
    if (timestamp == null) {
      return null;
    }
    return timestamp.getTime() == PGStatement.DATE_POSITIVE_INFINITY
        ? Instant.MAX
        : timestamp.toInstant();
  }
}
