package dev.larder.e2e.upstream;

import dev.larder.e2e.wheel.Distribution;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A project of the upstream. */
public final class UpstreamProject {
  private final String name;
  private final List<UpstreamFile> files = new CopyOnWriteArrayList<>();
  private volatile PageFault fault = PageFault.NONE;
  private volatile boolean htmlOnly;
  private volatile int serial = 1;

  UpstreamProject(String name) {
    this.name = name;
  }

  /** Puts a file on the project's page. */
  public UpstreamFile add(Distribution distribution) {
    var file = new UpstreamFile(distribution);
    files.add(file);
    serial++;
    return file;
  }

  /** Takes a file off the project's page, and away. */
  public void remove(UpstreamFile file) {
    files.remove(file);
    serial++;
  }

  public UpstreamProject failing(PageFault how) {
    fault = how;
    return this;
  }

  /** Speaks HTML whatever it is asked for, so without sizes and upload times. */
  public UpstreamProject inHtmlOnly() {
    htmlOnly = true;
    return this;
  }

  /** The path of the project's page. */
  public String path() {
    return "/simple/" + name + "/";
  }

  String name() {
    return name;
  }

  List<UpstreamFile> files() {
    return files;
  }

  PageFault fault() {
    return fault;
  }

  boolean htmlOnly() {
    return htmlOnly;
  }

  int serial() {
    return serial;
  }
}
