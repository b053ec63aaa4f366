package dev.larder.blob.cache;

import dev.larder.blob.location.FileKey;
import dev.larder.blob.owner.Owner;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file in the disk cache is called: by what is in it, and by whose it is. So a file that is
 * there for one owner isn't there for another, whatever that one lists; the same content of several
 * owners is one file with several names. An upload is called after its row's object, which nobody
 * can list.
 *
 * @param content a mirrored file's key, or {@code kept-} and an upload's object
 * @param kind empty for the file itself, or {@code .metadata} and the like for what belongs to it
 */
public record CacheName(String content, Owner owner, String kind) {
  private static final String UPLOAD = "kept-";
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{64}|u-[0-9a-f]{40}|kept-[^./]+)\\.([0-9]{1,18})-([0-9]{1,18})(\\.[a-z-]+)?");

  /** Also what was called so before owners stood in names. */
  private static final Pattern OURS = Pattern.compile("(?:[0-9a-f]{64}|u-[0-9a-f]{40})(\\..*)?");

  public CacheName {
    if (!FORM.matcher(text(content, owner, kind)).matches()) {
      throw new IllegalArgumentException(
          "Not the name of a cached file: " + text(content, owner, kind));
    }
  }

  /** A file. */
  public CacheName(String content, Owner owner) {
    this(content, owner, "");
  }

  /**
   * What an upload is called after.
   *
   * @param key its object, {@code kept/…}
   */
  public static String upload(String key) {
    return UPLOAD + key.substring(key.indexOf('/') + 1).replace('/', '-').replace('.', '-');
  }

  /** Reads a file's name; empty when it is none of these. */
  static Optional<CacheName> parse(String text) {
    Matcher read = FORM.matcher(text);
    if (!read.matches()) {
      return Optional.empty();
    }
    Owner owner = new Owner(Long.parseLong(read.group(2)), Long.parseLong(read.group(3)));
    return Optional.of(
        new CacheName(read.group(1), owner, read.group(4) == null ? "" : read.group(4)));
  }

  /** Whether a file of another name is the cache's, so that it may go. */
  static boolean isFormer(String text) {
    return OURS.matcher(text).matches();
  }

  /** What belongs to this file. */
  public CacheName with(String suffix) {
    return new CacheName(content, owner, suffix);
  }

  /** The same owner's file by its sha256. */
  public CacheName by(String sha256) {
    return new CacheName(sha256, owner, kind);
  }

  /** Whether it is a file whose content is known by its sha256. */
  public boolean isShared() {
    return kind.isEmpty() && !content.startsWith(UPLOAD) && !FileKey.isBlind(content);
  }

  private static String text(String content, Owner owner, String kind) {
    return content + "." + owner + kind;
  }

  @Override
  public String toString() {
    return text(content, owner, kind);
  }
}
