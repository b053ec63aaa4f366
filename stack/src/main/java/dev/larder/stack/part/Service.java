package dev.larder.stack.part;

import dev.larder.stack.rehearsal.AotCaches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * One of Larder's own services.
 *
 * @param name as its folder is called
 * @param jar what is started
 * @param jvm how much it may take
 * @param flags more for the JVM, told when it is started
 * @param environment told when it is started, as it may have to be found out first
 * @param health answers 200 once it takes part
 * @param askedAfter the parts without which it can't take part
 * @param caches where its rehearsal may have left something
 */
record Service(
    String name,
    Layer layer,
    Path jar,
    Jvm jvm,
    Callable<List<String>> flags,
    Callable<Map<String, String>> environment,
    String health,
    Set<String> askedAfter,
    AotCaches caches,
    Path folder)
    implements Part {

  @Override
  public String title() {
    return name;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Launch prepare() throws Exception {
    List<String> command = java();
    caches.find(jar).ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
    command.addAll(List.of("-jar", jar.toString()));
    return new Launch(command, environment.call(), folder);
  }

  /** The program and its flags. */
  List<String> java() throws Exception {
    List<String> command = new ArrayList<>(jvm.command());
    command.addAll(flags.call());
    return command;
  }

  @Override
  public boolean ready() {
    return Http.status(health) == 200;
  }

  @Override
  public boolean isOutOfMemory(int code) {
    return Jvm.isOutOfMemory(code);
  }
}
