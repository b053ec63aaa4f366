package dev.larder.sync.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.packaging.Digester;
import dev.larder.packaging.HashAlgorithm;
import dev.larder.sync.look.PackedFiles;
import dev.larder.sync.page.PageHead;
import java.io.IOException;

/**
 * What stands for the ETag of a page that has none, nor a serial: a sum of what is on it. It is
 * ours, so no upstream is asked by it.
 */
final class PageSum {
  private static final String PREFIX = "\"sha256-";

  private PageSum() {}

  static String of(PageHead head, PackedFiles files) throws IOException {
    Digester digester = Digester.of(HashAlgorithm.SHA256);
    byte[] text =
        "%s\n%s\n%s".formatted(head.status(), head.statusReason(), files.sha256()).getBytes(UTF_8);
    digester.update(text, 0, text.length);
    return PREFIX + digester.finish().sha256().hex() + '"';
  }

  static boolean isOne(String etag) {
    return etag.startsWith(PREFIX);
  }
}
