package dev.larder.sync.look;

import dev.larder.outbound.AddressKind;
import java.util.Optional;
import java.util.Set;

/** Knows where the hosts of upstreams are. */
public interface OwnHosts {
  /**
   * In which kinds of inside addresses an upstream's own host is now: none for one of the open
   * internet; empty where nobody here knows.
   */
  Optional<Set<AddressKind>> inside(Look look);
}
