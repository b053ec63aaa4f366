package dev.larder.blob.testing;

import dev.larder.blob.store.ObjectStore;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3 server that can be stopped and started again with what it holds. */
public final class S3 implements AutoCloseable {
  public static final String USER = "larder";
  public static final String PASSWORD = "not-so-secret";
  public static final String BUCKET = "larder";

  private final Path folder;
  private final int port;
  private final MinioClient client;
  private S3Proxy server;

  public S3(Path folder) throws Exception {
    this.folder = folder;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    client = MinioClient.builder().endpoint(url()).credentials(USER, PASSWORD).build();
    start();
    client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public void start() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create(url()))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, USER, PASSWORD)
            .build();
    server.start();
  }

  public void stop() throws Exception {
    server.stop();
  }

  public void put(String key, byte[] bytes) throws MinioException {
    client.putObject(
        PutObjectArgs.builder().bucket(BUCKET).object(key).data(bytes, bytes.length).build());
  }

  public byte[] get(String key) throws MinioException, IOException {
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
      return in.readAllBytes();
    }
  }

  public boolean holds(String key) {
    try {
      client.statObject(StatObjectArgs.builder().bucket(BUCKET).object(key).build());
      return true;
    } catch (MinioException e) {
      return false;
    }
  }

  /** What the service speaks to it by. */
  public ObjectStore store() {
    return new ObjectStore(client, BUCKET);
  }

  /** Lets an object have been written then. */
  public void dates(String key, Instant instant) throws IOException {
    Files.setLastModifiedTime(folder.resolve(BUCKET).resolve(key), FileTime.from(instant));
  }

  /** When an object was written. */
  public Instant date(String key) throws IOException {
    return Files.getLastModifiedTime(folder.resolve(BUCKET).resolve(key)).toInstant();
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.stop();
  }
}
