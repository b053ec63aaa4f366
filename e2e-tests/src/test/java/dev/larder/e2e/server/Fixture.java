package dev.larder.e2e.server;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Package;
import java.nio.file.Path;
import java.util.Map;

/** What the tests share: an upstream, and a stack that mirrors it. */
public final class Fixture implements AutoCloseable {
  /** No upload may be larger, so that refusing a large one needs no large file. */
  public static final long UPLOAD_LIMIT = 32L << 20;

  /** Who vouches for the attestations of tests; upload-service's AttestedWheel made it. */
  public static final Path TRUST_ROOT =
      Checkout.root().resolve("e2e-tests/src/test/resources/attested/trusted_root.json");

  private final Path folder = Checkout.emptyTarget("fixture");
  private final Upstream upstream = Upstream.start();
  private final LarderServer larder;
  private String token;

  Fixture() {
    larder =
        LarderServer.start(
            folder,
            upstream.url(),
            Map.of(
                "LARDER_UPLOAD_MAX_FILE_SIZE",
                String.valueOf(UPLOAD_LIMIT),
                // the proxies of tests; what others say of themselves isn't believed
                "LARDER_SERVER_TRUSTED_PROXIES",
                "127.0.0.1",
                // a hanging upstream is given up before pip gives up on Larder
                "LARDER_UPSTREAM_IDLE_TIMEOUT",
                "4s",
                // tests of broken upstreams are no trouble of those beside them
                "LARDER_OUTBOUND_PAUSE",
                "0s",
                "LARDER_UPLOAD_TRUST_ROOT",
                TRUST_ROOT.toString()));
  }

  public Upstream upstream() {
    return upstream;
  }

  public LarderServer larder() {
    return larder;
  }

  /** A folder of this build for what a test makes. */
  public Path folder() {
    return folder.resolve("work");
  }

  /** A folder for files that no other test has. */
  public Path newFolder() {
    return NewFolder.in(folder(), "files");
  }

  /** Builds a wheel and puts it on the upstream. */
  public UpstreamFile publish(Package made) {
    return upstream.publish(made.wheel(newFolder()));
  }

  /** A token that may upload, the same for all tests. */
  public synchronized String token() {
    if (token == null) {
      token = larder.uploadToken("tests");
    }
    return token;
  }

  @Override
  public void close() {
    larder.close();
    upstream.close();
  }
}
