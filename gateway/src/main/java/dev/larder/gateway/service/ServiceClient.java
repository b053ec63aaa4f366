package dev.larder.gateway.service;

import dev.larder.service.request.RequestId;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/** Small questions that the gateway asks services for itself. Answers above 1 MiB are refused. */
public final class ServiceClient {
  private static final int MAX_ANSWER = 1024 * 1024;

  private final HttpClient http;
  private final ServiceConfig services;

  public ServiceClient(HttpClient http, ServiceConfig services) {
    this.http = http;
    this.services = services;
  }

  /** A service's answer, whatever its status. */
  public record Answer(int status, byte[] body) {}

  /**
   * Asks {@code service}; an error when it can't be reached, breaks off, or takes longer than
   * {@code limit} in all.
   */
  public Mono<Answer> ask(
      HttpMethod method, Service service, String path, String requestId, Duration limit) {
    return ask(method, services.of(service), path, requestId, limit);
  }

  /** The same of another service, at {@code place}. */
  public Mono<Answer> ask(
      HttpMethod method, URI place, String path, String requestId, Duration limit) {
    return http.headers(
            headers ->
                headers.set(Headers.SECRET, services.secret()).set(RequestId.HEADER, requestId))
        .request(method)
        .uri(place + path)
        .response(
            (response, body) ->
                bounded(body).map(bytes -> new Answer(response.status().code(), bytes)))
        .single()
        .timeout(limit);
  }

  private static Mono<byte[]> bounded(ByteBufFlux body) {
    return body.reduceWith(ByteArrayOutputStream::new, ServiceClient::add)
        .map(ByteArrayOutputStream::toByteArray);
  }

  // measured as it comes, so that what is too large is never held
  private static ByteArrayOutputStream add(ByteArrayOutputStream all, ByteBuf chunk) {
    if (all.size() + chunk.readableBytes() > MAX_ANSWER) {
      throw new IllegalStateException("an answer of more than " + MAX_ANSWER + " bytes");
    }
    byte[] bytes = new byte[chunk.readableBytes()];
    chunk.readBytes(bytes);
    all.writeBytes(bytes);
    return all;
  }
}
