package dev.larder.e2e.hostile.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larder.e2e.wheel.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A project and its files as good upstreams have them, to be spoilt. */
final class Making {
  final Facts facts;
  final Random random;
  final String name;

  /** The upstream's own address, without a slash at its end. */
  final String base;

  final List<Link> links = new ArrayList<>();

  /** What is sent for each path below the upstream's address, and the page for none. */
  final Map<String, Reply> files = new LinkedHashMap<>();

  /** Of the wheel. */
  final byte[] metadata;

  final ObjectNode document = JsonNodeFactory.instance.objectNode();

  Making(Facts facts, Random random, String name, String base) {
    this.facts = facts;
    this.random = random;
    this.name = name;
    this.base = base;
    document.putObject("meta").put("api-version", "1.1").put("_last-serial", random.nextInt(1000));
    document.put("name", name);
    String text = "Metadata-Version: 2.1\nName: %s\nVersion: 1.0\n".formatted(name);
    metadata = text.getBytes(UTF_8);
    String stem = name.replace('-', '_') + "-1.0";
    add(stem + "-py3-none-any.whl", wheel(stem, metadata)).metadataSha256 = Hashing.of(metadata);
    files.put(wheelPath() + ".metadata", file(metadata));
    byte[] noise = new byte[200 + random.nextInt(2000)];
    random.nextBytes(noise);
    add(stem + ".tar.gz", noise);
  }

  /** Puts another file on the page, and its bytes behind it. */
  Link add(String filename, byte[] bytes) {
    String path = "/files/" + name + "/" + filename;
    Link link = new Link(filename, base + path);
    link.hashes.put("sha256", Hashing.of(bytes));
    link.size = bytes.length;
    links.add(link);
    files.put(path, file(bytes));
    return link;
  }

  static Reply file(byte[] bytes) {
    return Reply.of(200, "application/octet-stream", bytes);
  }

  Link wheel() {
    return links.getFirst();
  }

  Link sdist() {
    return links.get(1);
  }

  String wheelPath() {
    return "/files/" + name + "/" + wheel().filename;
  }

  String sdistPath() {
    return "/files/" + name + "/" + sdist().filename;
  }

  Reply page(boolean json) {
    if (json) {
      document.remove("files");
      var array = document.putArray("files");
      links.forEach(link -> array.add(link.json()));
      return Reply.of(
          200, "application/vnd.pypi.simple.v1+json", document.toString().getBytes(UTF_8));
    }
    var text = new StringBuilder("<!DOCTYPE html><html><body>\n");
    links.forEach(link -> text.append(link.html()));
    return Reply.of(200, "text/html; charset=utf-8", text.toString().getBytes(UTF_8));
  }

  private static byte[] wheel(String stem, byte[] metadata) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(stem + ".dist-info/METADATA"));
      zip.write(metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
