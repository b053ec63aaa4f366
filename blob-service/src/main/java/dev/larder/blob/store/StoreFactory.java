package dev.larder.blob.store;

import dev.larder.store.StoreClient;
import dev.larder.store.StoreConfiguration;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

@Factory
final class StoreFactory {
  private static final int REQUESTS = 128;

  /** The client sends every request by a dispatcher, whose bound for a host is 5 by default. */
  private static Dispatcher dispatcher() {
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(REQUESTS);
    dispatcher.setMaxRequestsPerHost(REQUESTS);
    return dispatcher;
  }

  @Singleton
  ObjectStore store(StoreConfiguration configuration, OkHttpClient http) {
    OkHttpClient many = http.newBuilder().dispatcher(dispatcher()).build();
    return new ObjectStore(StoreClient.blocking(configuration, many), configuration.bucket());
  }
}
