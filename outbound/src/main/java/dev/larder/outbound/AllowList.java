package dev.larder.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Inside hosts and networks that upstreams may lead to. */
public final class AllowList {
  /** Nothing. */
  public static final AllowList EMPTY = new AllowList(List.of());

  private final List<HostPattern> patterns;

  private AllowList(List<HostPattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Reads hosts ({@code files.corp}, {@code *.corp}, with or without {@code :port}) and networks
   * ({@code 10.1.0.0/16}).
   *
   * @throws IllegalArgumentException for anything else; the message names it
   */
  public static AllowList of(List<String> texts) {
    return new AllowList(
        texts.stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(
                text ->
                    HostPattern.of(text)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "'%s' is no host, host:port or network such as 10.1.0.0/16"
                                        .formatted(text))))
            .toList());
  }

  /** As {@link #of(List)}, with commas between them. */
  public static AllowList parse(String text) {
    return of(Arrays.asList(text.split(",")));
  }

  /**
   * Whether it may be connected to.
   *
   * @param address where the host is, or null where only a proxy knows
   */
  boolean allows(String host, InetAddress address, int port) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(host, address, port));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AllowList list && patterns.equals(list.patterns);
  }

  @Override
  public int hashCode() {
    return patterns.hashCode();
  }
}
