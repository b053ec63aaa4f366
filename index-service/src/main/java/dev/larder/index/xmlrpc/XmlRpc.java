package dev.larder.index.xmlrpc;

import dev.larder.index.database.Database;
import dev.larder.index.database.Sql;
import dev.larder.index.guard.Guard;
import dev.larder.index.page.Pages;
import dev.larder.index.page.Places;
import dev.larder.index.page.RootPage;
import dev.larder.index.snapshot.Snapshots;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The methods that mirrors need (RXML-1). */
@Singleton
final class XmlRpc {
  private final Sql sql;
  private final Database database;
  private final Snapshots snapshots;
  private final Pages pages;
  private final Guard guard;

  XmlRpc(Sql sql, Database database, Snapshots snapshots, Pages pages, Guard guard) {
    this.sql = sql;
    this.database = database;
    this.snapshots = snapshots;
    this.pages = pages;
    this.guard = guard;
  }

  XmlRpcAnswer answer(Places.Place place, XmlRpcCall call) {
    List<OptionalLong> arguments = call.arguments();
    return switch (call.method()) {
      case "changelog_last_serial" ->
          arguments.isEmpty() ? lastSerial(place) : wrong(call, "no arguments");
      case "list_packages_with_serial" ->
          arguments.isEmpty()
              ? listed(place, root -> new XmlRpcAnswer.Serials(root.names(), root.room()))
              : wrong(call, "no arguments");
      case "changelog_since_serial" ->
          arguments.size() == 1 && arguments.getFirst().isPresent()
              ? listed(place, root -> since(place, root, arguments.getFirst().getAsLong()))
              : wrong(call, "one argument, a serial");
      default ->
          refused(
              Fault.unknownMethod(
                  "There is no method %s; known: changelog_last_serial, changelog_since_serial, list_packages_with_serial"
                      .formatted(shortened(call.method()))));
    };
  }

  private XmlRpcAnswer lastSerial(Places.Place place) {
    return new XmlRpcAnswer.Number(database.read(() -> snapshots.serialAt(place.moment())));
  }

  private XmlRpcAnswer since(Places.Place place, RootPage root, long serial) {
    return new XmlRpcAnswer.Changes(
        new Changelog(sql, database, guard, place.repository(), root, serial));
  }

  /** A list of all there is can be given when the root page can. */
  private XmlRpcAnswer listed(Places.Place place, Function<RootPage, XmlRpcAnswer> answer) {
    return switch (pages.root(place.repository(), place.moment())) {
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
