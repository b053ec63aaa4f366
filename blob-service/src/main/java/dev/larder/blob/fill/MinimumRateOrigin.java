package dev.larder.blob.fill;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** An upstream whose downloads are given up when they are too slow. */
public final class MinimumRateOrigin implements Origin {
  private final Origin upstream;
  private final MinimumRate minimumRate;

  public MinimumRateOrigin(Origin upstream, MinimumRate minimumRate) {
    this.upstream = upstream;
    this.minimumRate = minimumRate;
  }

  @Override
  public String label() {
    return upstream.label();
  }

  @Override
  public boolean stored() {
    return upstream.stored();
  }

  @Override
  public Optional<Opened> open() throws FillFailure {
    return upstream.open().map(this::bounded);
  }

  @Override
  public Optional<Opened> open(long from, String validator) throws FillFailure {
    return upstream.open(from, validator).map(this::bounded);
  }

  private Opened bounded(Opened opened) {
    return opened.through(minimumRate.applyTo(opened.body()));
  }

  @Override
  public Optional<Part> open(ByteRange range, OptionalLong size) throws FillFailure {
    return upstream
        .open(range, size)
        .map(p -> new Part(minimumRate.applyTo(p.body()), p.span(), p.size()));
  }

  @Override
  public FillFailure broken(IOException e) {
    return MinimumRate.isTooSlow(e) ? minimumRate.tooSlow(label()) : upstream.broken(e);
  }
}
