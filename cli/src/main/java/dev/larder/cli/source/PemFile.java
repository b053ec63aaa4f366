package dev.larder.cli.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a file of certificates or keys in PEM holds; nothing where no file is named.
 *
 * @param text as it is sent
 */
record PemFile(String text) {
  /** What a server takes. */
  private static final int LARGEST = 64 << 10;

  /** Reads the file of that name; what can't be read is wrong usage. */
  static final class Reader implements ITypeConverter<PemFile> {
    @Override
    public PemFile convert(String name) {
      if (name.isEmpty()) {
        return new PemFile("");
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(Path.of(name))) {
        bytes = in.readNBytes(LARGEST + 1);
      } catch (NoSuchFileException e) {
        throw new TypeConversionException("'" + name + "' does not exist");
      } catch (IOException e) {
        throw new TypeConversionException("'" + name + "' can't be read");
      }
      if (bytes.length > LARGEST) {
        throw new TypeConversionException(
            "'%s' is larger than 64 KiB; give what this index needs alone".formatted(name));
      }
      String text = new String(bytes, ISO_8859_1);
      if (!text.contains("-----BEGIN ")) {
        throw new TypeConversionException("'" + name + "' holds no PEM (-----BEGIN …)");
      }
      return new PemFile(text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
