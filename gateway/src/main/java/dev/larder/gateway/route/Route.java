package dev.larder.gateway.route;

import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of requests that go on to a service. */
public enum Route {
  PAGE(Service.INDEX, Access.ANYONE, limits -> Optional.of(limits.page())),
  FILE(Service.BLOB, Access.ANYONE, limits -> Optional.of(limits.file())),
  /** Answered when the last byte has come and was checked, so without a limit. */
  UPLOAD(Service.UPLOAD, Access.TOKEN, limits -> Optional.empty()),
  TOKENS(Service.AUTH, Access.ADMIN, limits -> Optional.of(limits.tokens())),
  CATALOGUE(Service.INDEX, Access.ADMIN, limits -> Optional.of(limits.page()));

  private final Service service;
  private final Access access;
  private final Function<Limits, Optional<Duration>> firstByte;

  Route(Service service, Access access, Function<Limits, Optional<Duration>> firstByte) {
    this.service = service;
    this.access = access;
    this.firstByte = firstByte;
  }

  public Service service() {
    return service;
  }

  public Access access() {
    return access;
  }

  /** How long the first byte of the answer may take; empty: as long as it takes. */
  public Optional<Duration> firstByte(Limits limits) {
    return firstByte.apply(limits);
  }
}
