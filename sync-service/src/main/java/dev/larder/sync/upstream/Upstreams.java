package dev.larder.sync.upstream;

import dev.larder.sync.look.Look;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.look.Upstream;

/** Picks the sort of upstream by its URL. */
public final class Upstreams implements Upstream {
  private final Upstream http;
  private final Upstream folder;

  public Upstreams(Upstream http, Upstream folder) {
    this.http = http;
    this.folder = folder;
  }

  @Override
  public Outcome look(Look look) throws InterruptedException {
    return (look.url().getScheme().equalsIgnoreCase("file") ? folder : http).look(look);
  }
}
