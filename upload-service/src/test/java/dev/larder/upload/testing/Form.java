package dev.larder.upload.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** An upload form, parts in the order in which they were added. */
public final class Form {

  public static final String BOUNDARY = "----larder-test";

  private interface Part {
    void write(BufferedSink sink) throws IOException;
  }

  private final List<Part> parts = new ArrayList<>();
  private boolean chunked;

  /** What twine sends before the file, digests aside. */
  public static Form of(String filetype, String name, String version) {
    return new Form()
        .field(":action", "file_upload")
        .field("protocol_version", "1")
        .field("filetype", filetype)
        .field("name", name)
        .field("version", version)
        .field("metadata_version", "2.1");
  }

  public Form field(String name, String value) {
    parts.add(
        sink ->
            sink.writeUtf8(
                    "--"
                        + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\""
                        + name
                        + "\"\r\n\r\n")
                .writeUtf8(value)
                .writeUtf8("\r\n"));
    return this;
  }

  public Form without(int index) {
    parts.remove(index);
    return this;
  }

  public Form content(String filename, byte[] bytes) {
    return content(filename, bytes, 1);
  }

  /** A part with a file's name that is none of the file to publish. */
  public Form file(String name, String filename, byte[] bytes) {
    return part(name, filename, bytes, 1);
  }

  /** The same bytes again and again. */
  public Form content(String filename, byte[] bytes, int times) {
    return part("content", filename, bytes, times);
  }

  private Form part(String name, String filename, byte[] bytes, int times) {
    parts.add(
        sink -> {
          sink.writeUtf8(
              "--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\""
                  + name
                  + "\"; filename=\""
                  + filename
                  + "\"\r\n\r\n");
          for (int i = 0; i < times; i++) {
            sink.write(bytes);
          }
          sink.writeUtf8("\r\n");
        });
    return this;
  }

  /** A file that is written when it is sent. */
  public interface Content {
    void write(java.io.OutputStream out) throws IOException;
  }

  /** A file that never is whole in memory; to be sent {@link #chunked}. */
  public Form content(String filename, Content content) {
    parts.add(
        sink -> {
          sink.writeUtf8(
              "--%s\r\nContent-Disposition: form-data; name=\"content\"; filename=\"%s\"\r\n\r\n"
                  .formatted(BOUNDARY, filename));
          content.write(sink.outputStream());
          sink.writeUtf8("\r\n");
        });
    return this;
  }

  /** Sent without a length. */
  public Form chunked() {
    chunked = true;
    return this;
  }

  public RequestBody body() {
    long length = chunked ? -1 : bytes().length;
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return MediaType.get("multipart/form-data; boundary=" + BOUNDARY);
      }

      @Override
      public long contentLength() {
        return length;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        Form.this.writeTo(sink);
      }
    };
  }

  private void writeTo(BufferedSink sink) throws IOException {
    for (Part part : parts) {
      part.write(sink);
    }
    sink.writeUtf8("--" + BOUNDARY + "--\r\n");
  }

  public byte[] bytes() {
    var out = new ByteArrayOutputStream();
    try (BufferedSink sink = okio.Okio.buffer(okio.Okio.sink(out))) {
      writeTo(sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
