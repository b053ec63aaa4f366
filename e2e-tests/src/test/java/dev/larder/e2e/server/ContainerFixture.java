package dev.larder.e2e.server;

import dev.larder.e2e.Checkout;
import dev.larder.e2e.upstream.Upstream;
import java.nio.file.Path;
import java.util.Map;

/** What the tests share that run on containers. */
public final class ContainerFixture extends DeploymentFixture<Containers> {
  private ContainerFixture(Path folder, Upstream upstream, Containers larder) {
    super(folder, upstream, larder);
  }

  static ContainerFixture start() {
    Path folder = Checkout.emptyTarget("containers");
    Upstream upstream = Upstream.at(Docker.host());
    try {
      // one that was asked in vain while it was away is asked again at once
      Containers larder = Containers.start(upstream.url(), Map.of("LARDER_OUTBOUND_PAUSE", "0s"));
      return new ContainerFixture(folder, upstream, larder);
    } catch (RuntimeException | Error e) {
      upstream.close();
      throw e;
    }
  }
}
