package dev.larder.gateway.route;

import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The kinds of requests that go on to a service. */
public enum Route {
  /** An index page or PyPI's JSON of a project. */
  PAGE(Service.INDEX, Access.READER, OptionalInt.empty(), limits -> Optional.of(limits.page())),
  /** PyPI's XML-RPC: reads whose question stands in the body. */
  XML_RPC(
      Service.INDEX,
      Access.READER,
      OptionalInt.of(64 * 1024),
      limits -> Optional.of(limits.page())),
  FILE(Service.BLOB, Access.READER, OptionalInt.empty(), limits -> Optional.of(limits.file())),
  /** Answered when the last byte has come and was checked, so without a limit. */
  UPLOAD(Service.UPLOAD, Access.TOKEN, OptionalInt.empty(), limits -> Optional.empty()),
  /** The command's way to upload, answered as late. */
  ADD(Service.UPLOAD, Access.API, OptionalInt.empty(), limits -> Optional.empty()),
  /** Tokens: all for an administrator, their own for a person. */
  TOKENS(
      Service.AUTH,
      Access.API,
      OptionalInt.of(1024 * 1024),
      limits -> Optional.of(limits.tokens())),
  /** Who may what: people, groups, trusted publishers. */
  IDENTITY(
      Service.AUTH,
      Access.ADMIN,
      OptionalInt.of(1024 * 1024),
      limits -> Optional.of(limits.tokens())),
  /**
   * An upload client of a CI system changes its own token for one of Larder (RTP-1, RTP-2), and
   * brings that back when it is done.
   */
  TRUSTED_PUBLISHING(
      Service.AUTH, Access.ANYONE, OptionalInt.of(64 * 1024), limits -> Optional.of(limits.page())),
  /** What a token's scopes may reach of the catalogue. */
  SCOPED(
      Service.INDEX,
      Access.API,
      OptionalInt.of(1024 * 1024),
      limits -> Optional.of(limits.catalogue())),
  /** May ask an upstream, change many files, or wait for Redis. */
  CATALOGUE(
      Service.INDEX,
      Access.ADMIN,
      OptionalInt.of(1024 * 1024),
      limits -> Optional.of(limits.catalogue()));

  private final Service service;
  private final Access access;
  private final OptionalInt wholeBody;
  private final Function<Limits, Optional<Duration>> firstByte;

  Route(
      Service service,
      Access access,
      OptionalInt wholeBody,
      Function<Limits, Optional<Duration>> firstByte) {
    this.service = service;
    this.access = access;
    this.wholeBody = wholeBody;
    this.firstByte = firstByte;
  }

  public Service service() {
    return service;
  }

  public Access access() {
    return access;
  }

  /**
   * The most bytes of a body that is read whole before it goes on; empty: it is passed on as it
   * comes.
   */
  public OptionalInt wholeBody() {
    return wholeBody;
  }

  /** How long the first byte of the answer may take; empty: as long as it takes. */
  public Optional<Duration> firstByte(Limits limits) {
    return firstByte.apply(limits);
  }
}
