package dev.larder.sync.upstream;

import dev.larder.memory.BudgetSpentException;
import dev.larder.outbound.HostAwayException;
import dev.larder.outbound.HostBreakers;
import dev.larder.outbound.Origin;
import dev.larder.sync.look.Look;
import dev.larder.sync.look.NoRoomException;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.look.Upstream;
import java.util.Optional;

/**
 * Leaves a host alone that gave no answer to several looks in a row, so that who looks is told at
 * once. A sync, which has its own way to wait for one, doesn't look by this.
 */
public final class UpstreamBreaker implements Upstream {
  private final Upstream upstream;
  private final HostBreakers hosts;

  public UpstreamBreaker(Upstream upstream, HostBreakers hosts) {
    this.upstream = upstream;
    this.hosts = hosts;
  }

  @Override
  public Outcome look(Look look) throws InterruptedException {
    Optional<Origin> host = Origin.of(look.url());
    if (host.isEmpty()) {
      return upstream.look(look);
    }
    try (HostBreakers.Permit permit =
        hosts.permit(look.policy(), host.get(), look.project().normalised())) {
      return look(look, permit);
    } catch (HostAwayException e) {
      return Outcome.Failed.passing(look, e.getMessage(), e.retryAfter());
    }
  }

  private Outcome look(Look look, HostBreakers.Permit permit) throws InterruptedException {
    Outcome outcome;
    try {
      outcome = upstream.look(look);
    } catch (NoRoomException | BudgetSpentException e) {
      permit.answered();
      throw e;
    }
    if (outcome instanceof Outcome.Failed failed && failed.away()) {
      permit.failed(failed.reason(look), failed.retryAfter());
    } else {
      permit.answered();
    }
    return outcome;
  }
}
