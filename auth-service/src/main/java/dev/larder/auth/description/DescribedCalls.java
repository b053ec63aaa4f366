package dev.larder.auth.description;

import java.util.List;

/** The calls of one feature. */
public record DescribedCalls(List<DescribedCall> calls) {
  public DescribedCalls(DescribedCall... calls) {
    this(List.of(calls));
  }
}
