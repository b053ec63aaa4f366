package dev.larder.stack.part;

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
    List<String> command = new ArrayList<>(jvm.command());
    command.addAll(flags.call());
    command.addAll(List.of("-jar", jar.toString()));
    return new Launch(command, environment.call(), folder);
  }

  @Override
  public boolean ready() {
    return Http.status(health) == 200;
  }
}
