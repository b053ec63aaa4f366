package dev.larder.auth.audit;

import dev.larder.service.caller.CallerHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.PostExchange;

/** index-service, as far as its log needs it. */
interface LogCalls {

  /** Writes a line, as done by this caller from there. */
  @PostExchange("/internal/log")
  void write(
      @RequestHeader(name = CallerHeader.NAME, required = false) @Nullable String caller,
      @RequestHeader(name = CallerHeader.FROM, required = false) @Nullable String from,
      @RequestBody Line line);
}
