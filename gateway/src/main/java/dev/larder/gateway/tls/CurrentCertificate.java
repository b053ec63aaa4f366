package dev.larder.gateway.tls;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.tcp.SslProvider;

/**
 * The certificate of the files as they are now, so that a renewed one is taken up without a
 * restart. While the files are of no use, as between the writing of the one and of the other, the
 * last good one stays.
 */
final class CurrentCertificate {
  /** How often handshakes have the files looked at. */
  static final Duration LOOK = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(CurrentCertificate.class);

  private final TlsConfig.Files files;
  private final InstantSource clock;

  private Optional<Stamp> stamp;
  private Instant looked;
  private SslProvider provider;

  /** When a file was changed, and how large it is then. */
  private record Stamp(FileTime certificate, long length, FileTime key, long keyLength) {}

  /**
   * @throws IllegalArgumentException when the files are of no use
   */
  CurrentCertificate(TlsConfig.Files files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    this.stamp = stamp();
    this.looked = clock.instant();
    this.provider = provider(context(files));
  }

  /** For the next handshake. */
  synchronized SslProvider get() {
    Instant now = clock.instant();
    if (!now.isBefore(looked.plus(LOOK)) || now.isBefore(looked)) {
      looked = now;
      Optional<Stamp> there = stamp();
      if (!there.equals(stamp)) {
        stamp = there;
        takeUp();
      }
    }
    return provider;
  }

  private void takeUp() {
    try {
      provider = provider(context(files));
      LOG.info("took up the certificate that is now in {}", files.certificate());
    } catch (IllegalArgumentException e) {
      LOG.warn("kept the certificate that was there before: {}", e.getMessage());
    }
  }

  private Optional<Stamp> stamp() {
    try {
      BasicFileAttributes certificate = attributes(files.certificate());
      BasicFileAttributes key = attributes(files.key());
      return Optional.of(
          new Stamp(
              certificate.lastModifiedTime(),
              certificate.size(),
              key.lastModifiedTime(),
              key.size()));
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  private static SslContext context(TlsConfig.Files files) {
    try {
      return Certificate.load(files).context();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SslProvider provider(SslContext context) {
    return SslProvider.builder().sslContext(context).build();
  }
}
