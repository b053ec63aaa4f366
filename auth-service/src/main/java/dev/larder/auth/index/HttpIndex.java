package dev.larder.auth.index;

import dev.larder.service.secret.ServiceSecret;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Makes clients of index-service. */
@Component
public final class HttpIndex {
  private final HttpServiceProxyFactory clients;

  HttpIndex(IndexSettings settings, ServiceSecret secret) {
    WebClient http =
        WebClient.builder()
            .baseUrl(settings.url().toString())
            .filter(
                (call, next) ->
                    next.exchange(
                        ClientRequest.from(call)
                            .headers(headers -> secret.addTo(headers::set))
                            .build()))
            .build();
    WebClientAdapter adapter = WebClientAdapter.create(http);
    adapter.setBlockTimeout(settings.timeout());
    this.clients = HttpServiceProxyFactory.builderFor(adapter).build();
  }

  /**
   * A client whose methods wait for the answer. What is refused and what can't be reached is a
   * {@code WebClientException}, a time-out an {@link IllegalStateException}.
   */
  public <T> T client(Class<T> calls) {
    return clients.createClient(calls);
  }
}
