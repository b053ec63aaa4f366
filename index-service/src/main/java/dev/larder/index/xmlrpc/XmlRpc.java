package dev.larder.index.xmlrpc;

import dev.larder.index.database.Database;
import dev.larder.index.filelookup.FileLookup;
import dev.larder.index.page.Pages;
import dev.larder.index.page.RootPage;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.snapshot.Snapshots;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The methods that mirrors need (RXML-1). */
@Singleton
final class XmlRpc {
  private final ChangelogRows rows;
  private final Database database;
  private final Snapshots snapshots;
  private final Pages pages;
  private final FileLookup lookup;

  XmlRpc(
      ChangelogRows rows, Database database, Snapshots snapshots, Pages pages, FileLookup lookup) {
    this.rows = rows;
    this.database = database;
    this.snapshots = snapshots;
    this.pages = pages;
    this.lookup = lookup;
  }

  XmlRpcAnswer answer(RepositorySnapshot snapshot, XmlRpcCall call) {
    List<OptionalLong> arguments = call.arguments();
    return switch (call.method()) {
      case "changelog_last_serial" ->
          arguments.isEmpty() ? lastSerial(snapshot) : wrong(call, "no arguments");
      case "list_packages_with_serial" ->
          arguments.isEmpty()
              ? listed(snapshot, root -> new XmlRpcAnswer.Serials(root.names(), root.room()))
              : wrong(call, "no arguments");
      case "changelog_since_serial" ->
          arguments.size() == 1 && arguments.getFirst().isPresent()
              ? listed(snapshot, root -> since(snapshot, root, arguments.getFirst().getAsLong()))
              : wrong(call, "one argument, a serial");
      default ->
          refused(
              Fault.unknownMethod(
                  "There is no method %s; known: changelog_last_serial, changelog_since_serial, list_packages_with_serial"
                      .formatted(shortened(call.method()))));
    };
  }

  private XmlRpcAnswer lastSerial(RepositorySnapshot snapshot) {
    return new XmlRpcAnswer.Number(database.read(() -> snapshots.serialAt(snapshot.moment())));
  }

  private XmlRpcAnswer since(RepositorySnapshot snapshot, RootPage root, long serial) {
    return new XmlRpcAnswer.Changes(
        new Changelog(rows, database, lookup, snapshot.repository(), root, serial));
  }

  /** A list of all there is can be given when the root page can. */
  private XmlRpcAnswer listed(
      RepositorySnapshot snapshot, Function<RootPage, XmlRpcAnswer> answer) {
    return switch (pages.root(snapshot.repository(), snapshot.moment())) {
      case Pages.Listable(RootPage root) -> answer.apply(root);
      case Pages.NotListable(String line) -> refused(Fault.ofApplication(line));
    };
  }

  private static XmlRpcAnswer wrong(XmlRpcCall call, String takes) {
    return refused(Fault.wrongArguments("%s takes %s".formatted(call.method(), takes)));
  }

  private static XmlRpcAnswer refused(Fault fault) {
    return new XmlRpcAnswer.Refused(fault);
  }

  private static String shortened(String method) {
    return method.length() > 100 ? method.substring(0, 100) + "…" : method;
  }
}
