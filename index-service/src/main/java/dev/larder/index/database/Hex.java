package dev.larder.index.database;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HexFormat;

/** Hashes are bytes in the tables and hexadecimal digits everywhere else. */
@Singleton
public class Hex implements AttributeConverter<String, byte[]> {

  @Override
  public @Nullable byte[] convertToPersistedValue(
      @Nullable String digits, ConversionContext context) {
    return digits == null ? null : HexFormat.of().parseHex(digits);
  }

  @Override
  public @Nullable String convertToEntityValue(@Nullable byte[] bytes, ConversionContext context) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }
}
