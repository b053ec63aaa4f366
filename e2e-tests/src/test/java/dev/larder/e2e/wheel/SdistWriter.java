package dev.larder.e2e.wheel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Writes a source distribution (PEP 625) that carries its own build backend (PEP 517). */
final class SdistWriter {
  private static final String PYPROJECT =
      """
      [build-system]
      requires = []
      build-backend = "backend"
      backend-path = ["."]
      """;

  private static final String BACKEND =
      """
      import pathlib, zipfile

      def get_requires_for_build_wheel(config_settings=None):
          return []

      def build_wheel(directory, config_settings=None, metadata_directory=None):
          here = pathlib.Path(__file__).parent
          info = '%1$s-%2$s.dist-info/'
          files = {
              '%1$s.py': (here / '%1$s.py').read_text(),
              info + 'METADATA': (here / 'PKG-INFO').read_text(),
              info + 'WHEEL': 'Wheel-Version: 1.0\\nGenerator: larder-tests\\n'
                              'Root-Is-Purelib: true\\nTag: py3-none-any\\n',
          }
          name = '%1$s-%2$s-py3-none-any.whl'
          with zipfile.ZipFile(pathlib.Path(directory) / name, 'w') as wheel:
              for path, text in files.items():
                  wheel.writestr(path, text)
              record = ''.join(path + ',,\\n' for path in files)
              wheel.writestr(info + 'RECORD', record + info + 'RECORD,,\\n')
          return name
      """;

  private SdistWriter() {}

  static Distribution write(Package made, Path folder) {
    String top = made.module() + "-" + made.version();
    Path path = folder.resolve(top + ".tar.gz");
    try {
      Files.createDirectories(folder);
      try (var tar =
          new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(path)))) {
        add(tar, top + "/PKG-INFO", made.metadata());
        add(tar, top + "/pyproject.toml", PYPROJECT);
        add(tar, top + "/backend.py", BACKEND.formatted(made.module(), made.version()));
        add(tar, top + "/" + made.module() + ".py", made.source());
      }
      return new Distribution(
          path,
          made.name(),
          made.version(),
          Hashing.of(path),
          Files.size(path),
          made.metadata(),
          made.requiresPython());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    entry.setModTime(1_580_601_600_000L);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
