package dev.larder.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.store.StoreConfiguration;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
  private static final String USER = "larder";
  private static final String PASSWORD = "not-so-secret";

  @TempDir Path folder;

  @Test
  void aRealStoreGivesWhatItHasAndSaysWhatItHasnt() throws Exception {
    String url = "http://127.0.0.1:" + freePort();
    ObjectStore store =
        new ObjectStore(
            new StoreConfiguration(
                url,
                USER,
                PASSWORD,
                "larder",
                "us-east-1",
                Duration.ofSeconds(2),
                Duration.ofSeconds(30)));
    assertThatThrownBy(() -> store.open("sync/a")).isInstanceOf(IOException.class);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create(url))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, USER, PASSWORD)
            .build();
    server.start();
    try (MinioClient client =
        MinioClient.builder().endpoint(url).credentials(USER, PASSWORD).build()) {
      assertThat(store.open("sync/a")).isEmpty();
      client.makeBucket(MakeBucketArgs.builder().bucket("larder").build());
      assertThat(store.open("sync/a")).isEmpty();
      byte[] bytes = {1, 2, 3};
      client.putObject(
          PutObjectArgs.builder().bucket("larder").object("sync/a").data(bytes, 3).build());
      try (ObjectStore.Stored stored = store.open("sync/a").orElseThrow()) {
        assertThat(stored.length()).isEqualTo(3);
        assertThat(stored.body().readAllBytes()).isEqualTo(bytes);
      }
    } finally {
      server.stop();
      store.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
