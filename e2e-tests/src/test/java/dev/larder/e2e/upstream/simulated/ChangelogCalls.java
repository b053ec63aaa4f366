package dev.larder.e2e.upstream.simulated;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PyPI's XML-RPC calls that say what has changed. */
final class ChangelogCalls {
  private static final Pattern METHOD = Pattern.compile("<methodName>\\s*(\\w+)\\s*</methodName>");
  private static final Pattern NUMBER =
      Pattern.compile("<(?:int|i4|i8)>\\s*(\\d{1,18})\\s*</(?:int|i4|i8)>");

  /** What PyPI tells at once. */
  private static final int ROWS = 50_000;

  private final World world;

  ChangelogCalls(World world) {
    this.world = world;
  }

  Text answer(String call) {
    Matcher method = METHOD.matcher(call);
    Matcher number = NUMBER.matcher(call);
    return switch (method.find() ? method.group(1) : "") {
      case "changelog_last_serial" ->
          new Text(256)
              .put("<?xml version='1.0'?>\n<methodResponse><params><param><value><int>")
              .put(world.serial())
              .put("</int></value></param></params></methodResponse>");
      case "changelog_since_serial" ->
          number.find() ? since(Long.parseLong(number.group(1))) : fault("one number is wanted");
      default -> fault("not here");
    };
  }

  private Text since(long serial) {
    Text rows = new Text(1024);
    rows.put("<?xml version='1.0'?>\n<methodResponse><params><param><value><array><data>");
    long end = Math.min(world.serial(), serial + ROWS);
    for (long next = serial + 1; next <= end; next++) {
      row(rows, world.change(next));
    }
    return rows.put("</data></array></value></param></params></methodResponse>");
  }

  private void row(Text rows, Change change) {
    Optional<Project> project = world.project(change.project(), change.serial());
    if (project.isEmpty() && world.project(change.project(), change.serial() - 1).isEmpty()) {
      return; // it was removed long before
    }
    rows.put("<value><array><data><value><string>");
    rows.put(world.names().of(change.project())).put("</string></value><value>");
    switch (change.kind()) {
      case CREATED, REMOVED -> rows.put("<nil/>");
      case RELEASED, YANKED, FILE_REMOVED ->
          rows.put("<string>").put(project.orElseThrow().newest()).put("</string>");
    }
    rows.put("</value><value><int>").put(change.instant().getEpochSecond());
    rows.put("</int></value><value><string>").put(change.kind().action());
    rows.put("</string></value><value><int>").put(change.serial());
    rows.put("</int></value></data></array></value>");
  }

  private static Text fault(String words) {
    return new Text(512)
        .put("<?xml version='1.0'?>\n<methodResponse><fault><value><struct>")
        .put("<member><name>faultCode</name><value><int>-32601</int></value></member>")
        .put("<member><name>faultString</name><value><string>")
        .put(words)
        .put("</string></value></member></struct></value></fault></methodResponse>");
  }
}
