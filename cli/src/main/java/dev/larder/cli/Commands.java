package dev.larder.cli;

import dev.larder.cli.add.Add;
import dev.larder.cli.clock.Clock;
import dev.larder.cli.completion.Completion;
import dev.larder.cli.content.ListPackages;
import dev.larder.cli.content.RemovePackage;
import dev.larder.cli.content.RestorePackage;
import dev.larder.cli.content.UnyankPackage;
import dev.larder.cli.content.YankPackage;
import dev.larder.cli.group.CreateGroup;
import dev.larder.cli.group.DeleteGroup;
import dev.larder.cli.group.EditGroup;
import dev.larder.cli.group.ListGroups;
import dev.larder.cli.info.Info;
import dev.larder.cli.log.Log;
import dev.larder.cli.login.LogIn;
import dev.larder.cli.login.LogOut;
import dev.larder.cli.person.Bootstrap;
import dev.larder.cli.person.CreatePerson;
import dev.larder.cli.person.DeletePerson;
import dev.larder.cli.person.EditPerson;
import dev.larder.cli.person.ListPeople;
import dev.larder.cli.publisher.CreatePublisher;
import dev.larder.cli.publisher.DeletePublisher;
import dev.larder.cli.publisher.ListPublishers;
import dev.larder.cli.repository.CreateRepo;
import dev.larder.cli.repository.DeleteRepo;
import dev.larder.cli.repository.EditRepo;
import dev.larder.cli.repository.ListRepos;
import dev.larder.cli.repository.Reorder;
import dev.larder.cli.repository.Subscribe;
import dev.larder.cli.repository.Unsubscribe;
import dev.larder.cli.session.SessionCommand;
import dev.larder.cli.source.Claim;
import dev.larder.cli.source.CreateSource;
import dev.larder.cli.source.DeleteSource;
import dev.larder.cli.source.EditProject;
import dev.larder.cli.source.EditSource;
import dev.larder.cli.source.ListSources;
import dev.larder.cli.source.Offline;
import dev.larder.cli.source.Online;
import dev.larder.cli.source.Release;
import dev.larder.cli.status.Status;
import dev.larder.cli.sync.CancelSync;
import dev.larder.cli.sync.ListSyncs;
import dev.larder.cli.sync.Sync;
import dev.larder.cli.token.CreateToken;
import dev.larder.cli.token.ListTokens;
import dev.larder.cli.token.RevokeToken;
import dev.larder.cli.url.CreateUrl;
import dev.larder.cli.url.ExplainUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The words of the command. Each is put together only when it is needed, for that takes time. */
final class Commands {
  private final Map<String, Supplier<CommandLine>> words = new LinkedHashMap<>();

  /**
   * @param whole the command with all of its words
   */
  Commands(Supplier<CommandLine> whole) {
    group(
        new Group(
            "create",
            "Create a repository, source, token, group, person or publisher.",
            "larder create repo --name=team"),
        CreateRepo::new,
        CreateGroup::new,
        CreatePerson::new,
        CreateSource::new,
        CreateToken::new,
        CreatePublisher::new);
    word("subscribe", Subscribe::new);
    word("unsubscribe", Unsubscribe::new);
    word("reorder", Reorder::new);
    group(
        new Group(
            "edit",
            "Change a repository, source, project, group or person.",
            "larder edit repo --name=team --hide"),
        EditRepo::new,
        EditGroup::new,
        EditPerson::new,
        EditSource::new,
        EditProject::new);
    word("claim", Claim::new);
    word("release", Release::new);
    group(
        new Group(
            "delete",
            "Delete a repository, source, group, person or publisher.",
            "larder delete repo --name=team"),
        DeleteRepo::new,
        DeleteGroup::new,
        DeletePerson::new,
        DeleteSource::new,
        DeletePublisher::new);
    group(
        new Group(
            "list",
            "List repositories, sources, packages, synchronizations, tokens, groups, people or"
                + " publishers.",
            "larder list repos"),
        ListRepos::new,
        ListGroups::new,
        ListPeople::new,
        ListSources::new,
        ListPackages::new,
        ListSyncs::new,
        ListTokens::new,
        ListPublishers::new);
    word("info", Info::new);
    word("sync", Sync::new);
    group(
        new Group("cancel", "End a synchronization.", "larder cancel sync --source=pypi"),
        CancelSync::new);
    word("add", Add::new);
    group(
        new Group(
            "remove",
            "Remove files of a package from now on.",
            "larder remove package --source=private --name=corp@1.2.3"),
        RemovePackage::new);
    group(
        new Group(
            "restore",
            "Bring removed files of a package back.",
            "larder restore package --source=private --name=corp@1.2.3"),
        RestorePackage::new);
    group(
        new Group(
            "yank",
            "Mark files of a package so that installers avoid them.",
            "larder yank package --source=private --name=corp@1.2.3"),
        YankPackage::new);
    group(
        new Group(
            "unyank",
            "Take a yank back.",
            "larder unyank package --source=private --name=corp@1.2.3"),
        UnyankPackage::new);
    word("log", Log::new);
    group(
        new Group("url", "Create and explain URLs of snapshots.", "larder url create --repo=main"),
        CreateUrl::new,
        ExplainUrl::new);
    group(
        new Group("revoke", "Revoke a token.", "larder revoke token --guid=GUID"),
        RevokeToken::new);
    word("login", LogIn::new);
    word("logout", LogOut::new);
    word("bootstrap", Bootstrap::new);
    word("offline", Offline::new);
    word("online", Online::new);
    word("status", Status::new);
    word("clock", Clock::new);
    word("completion", () -> new Completion(whole));
  }

  private void word(String name, Supplier<SessionCommand> command) {
    words.put(name, () -> new CommandLine(command.get()));
  }

  @SafeVarargs
  private void group(Group group, Supplier<SessionCommand>... commands) {
    words.put(
        group.name(),
        () -> {
          var line = new CommandLine(group.spec());
          Stream.of(commands).map(Supplier::get).forEach(line::addSubcommand);
          return line;
        });
  }

  /** Adds all words. */
  void addAll(CommandLine top) {
    words.keySet().forEach(word -> add(top, word));
  }

  /** Adds the one word that the arguments begin with; all where they begin otherwise. */
  void addNeeded(CommandLine top, String... args) {
    if (args.length > 0 && words.containsKey(args[0])) {
      add(top, args[0]);
    } else {
      addAll(top);
    }
  }

  private void add(CommandLine top, String word) {
    top.addSubcommand(word, words.get(word).get());
  }
}
