package dev.larder.e2e.server;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.upstream.Upstream;
import java.nio.file.Path;
import java.util.Map;

/** What the tests share that run on the stack that {@code ./larder up} starts. */
public final class Fixture extends DeploymentFixture<LarderServer> {
  /** No upload may be larger, so that refusing a large one needs no large file. */
  public static final long UPLOAD_LIMIT = 32L << 20;

  /** Who vouches for the attestations of tests; upload-service's AttestedWheel made it. */
  public static final Path TRUST_ROOT =
      Checkout.root().resolve("e2e-tests/src/test/resources/attested/trusted_root.json");

  private Fixture(Path folder, Upstream upstream, LarderServer larder) {
    super(folder, upstream, larder);
  }

  static Fixture start() {
    Path folder = Checkout.emptyTarget("fixture");
    Upstream upstream = Upstream.start();
    LarderServer larder =
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
    return new Fixture(folder, upstream, larder);
  }
}
