package dev.larder.blob.wire;

import dev.larder.blob.fill.Follower;
import io.netty.channel.Channel;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.IOException;

/** Sends a file that is on its way, as far as it has come. */
final class DownloadInput extends Input {
  private final Body.OfDownload body;
  private final Follower follower;
  private long position;
  private boolean pending;

  DownloadInput(Channel channel, ChunkedWriteHandler writer, Body.OfDownload body) {
    super(channel, writer);
    this.body = body;
    this.follower = body.follower();
    this.position = body.first();
    follower.onProgress(this::wake);
  }

  @Override
  Object next() throws IOException {
    if (follower.state() == Follower.State.FAILED && !sentAll()) {
      throw new IOException("The file can't be had to its end.");
    }
    long end = Math.min(follower.readable(), body.end().orElse(Long.MAX_VALUE));
    if (pending || position >= end) {
      return null;
    }
    long count = Math.min(FileInput.PIECE, end - position);
    FilePiece piece = new FilePiece(follower.file().channel(), position, count, this::sent);
    position += count;
    advanced(count);
    pending = true;
    return piece;
  }

  private void sent() {
    pending = false;
    wake();
  }

  private boolean sentAll() {
    return body.end().isPresent() && position == body.end().getAsLong();
  }

  @Override
  public boolean isEndOfInput() {
    return sentAll()
        || (body.end().isEmpty()
            && follower.state() == Follower.State.WHOLE
            && position >= follower.readable());
  }

  @Override
  public long length() {
    return body.length().orElse(-1);
  }

  @Override
  void release() {
    body.close();
  }
}
