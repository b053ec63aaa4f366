package dev.larder.index.command;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads the bodies of commands, strictly. */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
@Consumes(MediaType.APPLICATION_JSON)
final class CommandReader<T extends Command> implements MessageBodyReader<T> {
  private static final Argument<Map<String, Object>> OBJECT =
      Argument.mapOf(String.class, Object.class);

  private final ObjectMapper json;

  CommandReader(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public boolean isReadable(Argument<T> type, MediaType mediaType) {
    return Command.class.isAssignableFrom(type.getType());
  }

  @Override
  public T read(Argument<T> type, MediaType mediaType, Headers headers, ByteBuffer<?> body) {
    T command = read(type, body.toByteArray());
    // Where this throws, the framework releases it.
    if (body instanceof ReferenceCounted counted) {
      counted.release();
    }
    return command;
  }

  @Override
  public T read(Argument<T> type, MediaType mediaType, Headers headers, InputStream body) {
    try {
      return read(type, body.readAllBytes());
    } catch (IOException e) {
      throw new Malformed("The body broke off");
    }
  }

  private T read(Argument<T> type, byte[] bytes) {
    Map<String, Object> object;
    try {
      object = json.readValue(bytes, OBJECT);
    } catch (IOException | RuntimeException e) {
      throw new Malformed("The body must be a JSON object");
    }
    if (object == null) {
      throw new Malformed("The body must be a JSON object");
    }
    return Strictly.read(type.getType(), object);
  }
}
