package dev.larder.gateway.proxy;

import dev.larder.service.spring.WholeAnswer;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClientResponse;

/** Keeps a service's reason phrase, in which upload clients look for the message (RUP-9). */
final class ReasonPhrase {
  private ReasonPhrase() {}

  static void keep(ServerWebExchange exchange) {
    HttpClientResponse response =
        exchange.getRequiredAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR);
    HttpResponseStatus status = response.status();
    if (!status.reasonPhrase().equals(HttpResponseStatus.valueOf(status.code()).reasonPhrase())) {
      WholeAnswer.setStatus(exchange.getResponse(), status);
    }
  }
}
