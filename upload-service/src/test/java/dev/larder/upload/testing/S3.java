package dev.larder.upload.testing;

import io.minio.CreateMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.UploadPartArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * A real S3 server, without any bucket at first, that can be stopped and started again with what it
 * holds.
 */
public final class S3 implements AutoCloseable {
  public static final String USER = "larder";
  public static final String PASSWORD = "not-so-secret";
  public static final String BUCKET = "larder";

  private final Path folder;
  private final int port;
  private final MinioClient client;
  private S3Proxy server;

  public S3(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    client = MinioClient.builder().endpoint(url()).credentials(USER, PASSWORD).build();
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

  public byte[] get(String key) throws MinioException, IOException {
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
      return in.readAllBytes();
    }
  }

  public void delete(String key) throws MinioException {
    client.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object(key).build());
  }

  public List<String> keys() throws MinioException {
    var keys = new ArrayList<String>();
    for (Result<Item> item :
        client.listObjects(ListObjectsArgs.builder().bucket(BUCKET).recursive(true).build())) {
      keys.add(item.get().objectName());
    }
    return keys;
  }

  public void put(String key) throws MinioException {
    client.putObject(
        PutObjectArgs.builder().bucket(BUCKET).object(key).data(new byte[1], 1).build());
  }

  /** Begins an upload in parts that nobody ends. */
  public void begin(String key) throws Exception {
    try (var async =
        MinioAsyncClient.builder().endpoint(url()).credentials(USER, PASSWORD).build()) {
      String id =
          async
              .createMultipartUpload(
                  CreateMultipartUploadArgs.builder().bucket(BUCKET).object(key).build())
              .join()
              .result()
              .uploadId();
      async
          .uploadPart(
              UploadPartArgs.builder()
                  .bucket(BUCKET)
                  .object(key)
                  .uploadId(id)
                  .partNumber(1)
                  .data(new byte[1], 1)
                  .build())
          .join();
    }
  }

  /** Keys of uploads in parts that were begun and neither completed nor aborted. */
  public List<String> unfinished() throws Exception {
    try (var async =
        MinioAsyncClient.builder().endpoint(url()).credentials(USER, PASSWORD).build()) {
      return async
          .listMultipartUploads(ListMultipartUploadsArgs.builder().bucket(BUCKET).build())
          .join()
          .result()
          .uploads()
          .stream()
          .map(upload -> upload.objectName())
          .toList();
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.stop();
  }
}
