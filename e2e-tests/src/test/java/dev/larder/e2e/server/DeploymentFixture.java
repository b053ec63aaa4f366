package dev.larder.e2e.server;

import dev.larder.e2e.client.NewFolder;
import dev.larder.e2e.upstream.Upstream;
import dev.larder.e2e.upstream.UpstreamFile;
import dev.larder.e2e.wheel.Package;
import java.nio.file.Path;

/**
 * What tests share: an upstream, and a deployment that mirrors it.
 *
 * @param <D> which one; tests that anything will do for take any
 */
public abstract class DeploymentFixture<D extends Deployment> implements AutoCloseable {
  private final Path folder;
  private final Upstream upstream;
  private final D larder;
  private String token;

  DeploymentFixture(Path folder, Upstream upstream, D larder) {
    this.folder = folder;
    this.upstream = upstream;
    this.larder = larder;
  }

  public Upstream upstream() {
    return upstream;
  }

  public D larder() {
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
    try {
      larder.close();
    } finally {
      upstream.close();
    }
  }
}
